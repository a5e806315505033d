// SPDX-License-Identifier: Apache-2.0
import { subtreesOf, type Subtree } from 'backstage-plugin-audit-log-verify';
import { DamagedTreeError } from '../../../sealing/DamagedTreeError';
import { TILE_WIDTH } from '../../../sealing/Frontier';
import type { Tree } from '../../../sealing/Tree';
import type { ProvenEvent } from './readProvenEvents';

const TILE_LEVEL = 8;

/** A line of the file, or one that takes hashes of the tree. */
type Part =
  | { readonly line: string }
  | {
      readonly subtrees: readonly Subtree[];
      write(hashes: readonly string[]): object;
    };

/**
 * Writes events so that every leaf of the tree is accounted for: where some are left out, the roots over these, and behind
 * each 256 that are all there the root that is kept of them. The hashes are those that the ledger keeps, read for a whole
 * page at once; none is computed from the events here, or the file would prove nothing.
 */
export class LeafLines {
  static create(options: { readonly tree: Tree }): LeafLines {
    return new LeafLines(options.tree);
  }

  /** The next leaf of the tree that is not accounted for. */
  #next = 0;
  /** How many of the leaves before that are in the file as events, in a row from a multiple of 256 on. */
  #inRow = 0;

  private constructor(private readonly tree: Tree) {}

  /** Some events, with what lies before them. */
  events(page: readonly ProvenEvent[]): Promise<string> {
    const parts: Part[] = [];
    for (const { sequence, line } of page) {
      parts.push(...this.#skipTo(sequence), { line });
      // One that comes late is written as it comes: it is not for the exporter to hide what does not fit.
      if (sequence === this.#next) {
        this.#next += 1;
        this.#inRow =
          sequence % TILE_WIDTH === 0 || this.#inRow > 0 ? this.#inRow + 1 : 0;
        if (this.#inRow === TILE_WIDTH) {
          parts.push(tileUpTo(this.#next));
          this.#inRow = 0;
        }
      }
    }
    return this.#write(parts);
  }

  /** What lies behind the last event. */
  rest(size: number): Promise<string> {
    return this.#write(this.#skipTo(size));
  }

  #skipTo(sequence: number): Part[] {
    const from = this.#next;
    if (sequence <= from) {
      return [];
    }
    this.#next = sequence;
    this.#inRow = 0;
    return [
      {
        subtrees: subtreesOf(from, sequence),
        write: hashes => ({ skip: { from, to: sequence, hashes } }),
      },
    ];
  }

  async #write(parts: readonly Part[]): Promise<string> {
    const wanted = parts.flatMap(part =>
      'subtrees' in part ? part.subtrees : [],
    );
    const hashes = wanted.length > 0 ? await this.#read(wanted) : [];
    let at = 0;
    return parts
      .map(part => {
        if ('line' in part) {
          return part.line;
        }
        const own = hashes.slice(at, at + part.subtrees.length);
        at += part.subtrees.length;
        // Where hashes are missing the line is, too: the verifier then finds that leaves are.
        return own.includes(undefined)
          ? ''
          : `${JSON.stringify(part.write(own as string[]))}\n`;
      })
      .join('');
  }

  async #read(
    subtrees: readonly Subtree[],
  ): Promise<readonly (string | undefined)[]> {
    try {
      const hashes = await this.tree.read(subtrees);
      return hashes.map(hash => hash.toString('base64'));
    } catch (error: unknown) {
      if (!(error instanceof DamagedTreeError)) {
        throw error;
      }
      if (subtrees.length === 1) {
        return [undefined];
      }
      // Some are missing: halve until it is known which.
      const middle = Math.ceil(subtrees.length / 2);
      return [
        ...(await this.#read(subtrees.slice(0, middle))),
        ...(await this.#read(subtrees.slice(middle))),
      ];
    }
  }
}

function tileUpTo(to: number): Part {
  const from = to - TILE_WIDTH;
  return {
    subtrees: [{ level: TILE_LEVEL, index: from / TILE_WIDTH }],
    write: ([root]) => ({ tile: { from, to, root } }),
  };
}
