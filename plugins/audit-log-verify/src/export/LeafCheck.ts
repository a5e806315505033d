// SPDX-License-Identifier: Apache-2.0
import { decodeHash } from '../checkpoint/base64';
import type { Findings } from '../findings/Findings';
import { isSameHash } from '../merkle/hashes';
import { leafHash } from '../seal/leaf';
import type { ExportLine } from './ExportFormat';
import { textOf } from './textOf';

/** So many events that differ are compared with each other. */
const MOST_COMPARED = 10_000;

interface Different {
  readonly sequence: number;
  readonly line: number;
  readonly eventId?: string;
  readonly kept: string;
  readonly computed: string;
}

/** Compares each event with the leaf that the ledger keeps of it, and finds those that stand in each other's place. */
export class LeafCheck {
  readonly #different: Different[] = [];

  constructor(private readonly findings: Findings) {}

  /**
   * The leaf to go on with: the one that is kept, where there is one. Undefined when none can be had. `isFit` tells whether event and
   * seal fit each other, so that both are what they should be.
   */
  leafOf(
    line: ExportLine,
    at: { sequence: number; line: number },
  ): { readonly leaf?: Buffer; readonly isFit: boolean } {
    const { event, seal } = line;
    const kept = decodeHash(line.leaf);
    const where = { ...at, eventId: textOf(event?.id) };
    if (line.leaf !== undefined && kept === undefined) {
      this.findings.add({
        kind: 'altered',
        message: `What the ledger keeps as the leaf of event ${at.sequence} is no hash.`,
        ...where,
      });
      return { isFit: false };
    }
    let computed: Buffer;
    try {
      computed = leafHash(event!, seal!);
    } catch (error) {
      this.findings.add({
        kind: 'altered',
        message: `Event ${at.sequence} and its seal do not fit each other: ${
          error instanceof Error ? error.message : error
        }.`,
        ...where,
      });
      return { leaf: kept, isFit: false };
    }
    if (kept !== undefined && !isSameHash(kept, computed)) {
      this.#add({
        ...where,
        kept: kept.toString('base64'),
        computed: computed.toString('base64'),
      });
    }
    return { leaf: kept ?? computed, isFit: true };
  }

  /** Tells of those that differ, once all are known. */
  finish(): void {
    const placeOf = new Map(
      this.#different.map(({ kept, sequence }) => [kept, sequence]),
    );
    for (const { sequence, line, eventId, computed } of this.#different) {
      const place = placeOf.get(computed);
      this.findings.add(
        place === undefined
          ? altered({ sequence, line, eventId })
          : {
              kind: 'reordered',
              message: `At ${sequence} stands the event that was sealed at ${place}.`,
              sequence,
              line,
              eventId,
            },
      );
    }
  }

  #add(different: Different): void {
    if (this.#different.length < MOST_COMPARED) {
      this.#different.push(different);
    } else {
      this.findings.add(altered(different));
    }
  }
}

function altered(at: { sequence: number; line: number; eventId?: string }) {
  const { sequence, line, eventId } = at;
  return {
    kind: 'altered' as const,
    message: `Event ${sequence} is not as it was sealed.`,
    sequence,
    line,
    eventId,
  };
}
