// SPDX-License-Identifier: Apache-2.0
import { decodeBase64 } from '../checkpoint/base64';
import type { Findings } from '../findings/Findings';
import { subtreesOf } from '../merkle/subtreesOf';
import { Erasures } from './Erasures';
import type { ExportedTree } from './ExportedTree';
import type { ExportHead, ExportLine } from './ExportFormat';
import { LeafCheck } from './LeafCheck';
import { Places, removed } from './Places';
import type { Removals } from './Removals';

/** Takes the lines of an export between the first and the manifest, one after the other, and grows the tree from them. */
export class ExportVerifier {
  readonly #leaves: LeafCheck;
  readonly #places: Places;
  readonly #erasures = new Erasures();
  #events = 0;
  #removed = 0;

  constructor(
    private readonly head: ExportHead,
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
    const sequence = event.sequence;
    if (!isPlace(sequence)) {
      this.findings.add({
        kind: 'inserted',
        message: `The event in line ${line} has no place in the ledger: it was never sealed.`,
        eventId: event.id,
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
      this.#places.comeLate(sequence, line, event.id);
    }
    const leaf = this.#leaves.leafOf(content, { sequence, line });
    if (leaf !== undefined) {
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
    const hashes = Array.isArray(skip.hashes)
      ? skip.hashes.map(hash => decodeBase64(`${hash}`))
      : [];
    const roots = hashes.filter(hash => hash?.length === 32) as Buffer[];
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
    if (this.head.complete) {
      this.#requireNothingLeftOut(from, to, line);
    }
    this.tree.skip(subtrees, roots);
  }

  /** A file that says it has every event leaves none out but those whose time was over. */
  #requireNothingLeftOut(from: number, to: number, line: number): void {
    const start = Math.max(from, this.head.from);
    const end = Math.min(to, this.head.to);
    if (start >= end) {
      return;
    }
    this.#removed += end - start;
    for (const [first, behind] of this.removals.unexplained(start, end)) {
      this.#removed -= behind - first;
      this.findings.add(removed(first, behind, line));
    }
  }

  #takeTile(tile: NonNullable<ExportLine['tile']>, line: number): void {
    const { from, to, root } = tile;
    const kept = decodeBase64(`${root}`);
    if (to !== this.tree.size || kept?.length !== 32) {
      // Where leaves are missing, what follows is not where it should be: that has been said.
      if (this.tree.isWhole) {
        this.refuse(line);
      }
      return;
    }
    if (this.tree.closeTile(kept) === false) {
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
