// SPDX-License-Identifier: Apache-2.0
import type { VerificationFinding } from 'backstage-plugin-audit-log-common';

/** How many are kept. All are counted. */
const MOST_KEPT = 100;
/** Altered leaves that are remembered to find out whether they only changed places. */
const MOST_REMEMBERED = 10_000;

/** What a run of verification finds. */
export class Findings {
  #count = 0;
  readonly #kept: VerificationFinding[] = [];
  /** By what the ledger keeps as leaf: which place it was kept for, and where the finding is. */
  readonly #altered = new Map<
    string,
    { readonly sequence: number; readonly computed: string; place: number }
  >();

  get count(): number {
    return this.#count;
  }

  get kept(): readonly VerificationFinding[] {
    return this.#kept;
  }

  add(finding: VerificationFinding): void {
    const last = this.#kept.at(-1);
    if (last && follows(last, finding)) {
      this.#kept[this.#kept.length - 1] = {
        ...last,
        until: endOf(finding),
        eventId: undefined,
      };
      return;
    }
    this.#count += 1;
    if (this.#kept.length < MOST_KEPT) {
      this.#kept.push(finding);
    }
  }

  /**
   * The event at a place is not the one that was sealed there. Two that have each other's leaf have changed places, which
   * is another finding than two that were altered.
   */
  addAltered(
    finding: VerificationFinding & { readonly sequence: number },
    kept: string,
    computed: string,
  ): void {
    const other = this.#altered.get(computed);
    if (other?.computed === kept) {
      const message = `Events ${other.sequence} and ${finding.sequence} have changed places`;
      if (other.place >= 0) {
        this.#kept[other.place] = {
          ...this.#kept[other.place],
          kind: 'reordered',
          message,
        };
      }
      this.add({ ...finding, kind: 'reordered', message });
      return;
    }
    this.add(finding);
    if (this.#altered.size < MOST_REMEMBERED) {
      const place = this.#kept.lastIndexOf(finding);
      this.#altered.set(kept, { sequence: finding.sequence, computed, place });
    }
  }
}

/** Missing events in a row are one finding. */
function follows(
  last: VerificationFinding,
  next: VerificationFinding,
): boolean {
  return (
    last.kind === 'removed' &&
    next.kind === 'removed' &&
    next.sequence !== undefined &&
    endOf(last) === next.sequence
  );
}

function endOf({ sequence, until }: VerificationFinding): number | undefined {
  return until ?? (sequence === undefined ? undefined : sequence + 1);
}
