// SPDX-License-Identifier: Apache-2.0
import { decodeHash } from '../checkpoint/base64';
import type { Findings } from '../findings/Findings';
import { subtreesOf } from '../merkle/subtreesOf';
import { Erasures } from './Erasures';
import type { ExportedTree } from './ExportedTree';
import { TILE_LEAVES, type ExportLine } from './ExportFormat';
import { LeafCheck } from './LeafCheck';
import { Places, removed } from './Places';
import type { Range } from './ranges';
import type { Removals } from './Removals';
import { textOf } from './textOf';

/** Takes the lines of an export between the first and the manifest, one after the other, and grows the tree from them. */
export class ExportVerifier {
  readonly #leaves: LeafCheck;
  readonly #places: Places;
  readonly #erasures = new Erasures();
  #events = 0;
  #removed = 0;

  constructor(
    /** Of which the file has to have every event, other than those that were removed since their time was over. */
    private readonly whole: Range | undefined,
    private readonly tree: ExportedTree,
    private readonly removals: Removals,
    private readonly findings: Findings,
  ) {
    this.#leaves = new LeafCheck(findings);
    this.#places = new Places(findings);
  }

  get events(): number {
    return this.#events;
  }

  /** How many events a complete file leaves out that statements tell of. */
  get removed(): number {
    return this.#removed;
  }

  get erasures(): Erasures {
    return this.#erasures;
  }

  take(content: ExportLine, line: number): void {
    if (content.event !== undefined) {
      this.#takeEvent(content, line);
    } else if (content.skip !== undefined) {
      this.#takeSkip(content.skip, line);
    } else if (content.tile !== undefined) {
      this.#takeTile(content.tile, line);
    } else if (content.removed !== undefined) {
      this.removals.take(content.removed, line);
    } else {
      this.refuse(line);
    }
  }

  /** A line that no export has. */
  refuse(line: number): void {
    this.findings.add({
      kind: 'altered',
      message: `Line ${line} is none that an export has.`,
      line,
    });
  }

  finish(): void {
    this.#leaves.finish();
    this.#places.finish();
  }

  #takeEvent(content: ExportLine, line: number): void {
    this.#events++;
    const event = content.event!;
    const { sequence } = event;
    const eventId = textOf(event.id);
    if (!isPlace(sequence)) {
      this.findings.add({
        kind: 'inserted',
        message: `The event in line ${line} has no place in the ledger: it was never sealed.`,
        eventId,
        line,
      });
      return;
    }
    if (sequence > this.tree.size) {
      this.#places.miss(this.tree.size, sequence, line);
      this.tree.goTo(sequence);
    }
    const isInPlace = sequence === this.tree.size;
    if (!isInPlace) {
      this.#places.comeLate(sequence, line, eventId);
    }
    const { leaf, isFit } = this.#leaves.leafOf(content, { sequence, line });
    if (isFit) {
      this.#erasures.see(content, sequence);
    }
    if (isInPlace) {
      if (leaf === undefined) {
        this.tree.goTo(sequence + 1);
      } else {
        this.tree.append(leaf);
      }
    }
  }

  #takeSkip(skip: NonNullable<ExportLine['skip']>, line: number): void {
    const { from, to } = skip;
    const hashes = Array.isArray(skip.hashes) ? skip.hashes : [];
    const roots = hashes.flatMap(hash => decodeHash(hash) ?? []);
    const subtrees = isPlace(from) && isPlace(to) ? subtreesOf(from, to) : [];
    if (subtrees.length === 0 || roots.length !== subtrees.length) {
      this.refuse(line);
      return;
    }
    if (from > this.tree.size) {
      this.#places.miss(this.tree.size, from, line);
      this.tree.goTo(from);
    }
    if (from < this.tree.size) {
      this.findings.add({
        kind: 'inserted',
        message: `Line ${line} leaves out events from ${from} on, but the file has them up to ${this.tree.size}.`,
        sequence: from,
        line,
      });
      return;
    }
    this.#requireNothingLeftOut(from, to, line);
    this.tree.skip(subtrees, roots);
  }

  /** A file that says it has every event leaves none out but those whose time was over. */
  #requireNothingLeftOut(from: number, to: number, line: number): void {
    const [first, behind] = this.whole ?? [0, 0];
    const start = Math.max(from, first);
    const end = Math.min(to, behind);
    if (start >= end) {
      return;
    }
    this.#removed += end - start;
    for (const [at, until] of this.removals.unexplained(start, end)) {
      this.#removed -= until - at;
      this.findings.add(removed(at, until, line));
    }
  }

  #takeTile(tile: NonNullable<ExportLine['tile']>, line: number): void {
    const { to, root } = tile;
    const kept = decodeHash(root);
    if (to !== this.tree.size || kept === undefined) {
      // Where leaves are missing, what follows is not where it should be: that has been said.
      if (this.tree.isWhole) {
        this.refuse(line);
      }
      return;
    }
    if (this.tree.closeTile(kept) === false) {
      const from = to - TILE_LEAVES;
      this.findings.add({
        kind: 'altered',
        message: `The events from ${from} to ${
          to - 1
        } are not as they were sealed, or what the ledger keeps of them is not.`,
        sequence: from,
        until: to,
        line,
      });
    }
  }
}

function isPlace(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
