// SPDX-License-Identifier: Apache-2.0
import type { Findings } from '../findings/Findings';
import type { ExportLine } from './ExportFormat';

/** So many operations that the events name are kept in mind: a hostile file could name one in each. */
const MOST_OPERATIONS = 100_000;

/** Sees whether each erasure is told of by an event of the trail itself, which has the erasure's operation id. */
export class Erasures {
  readonly #first = new Map<string, { sequence: number; eventId?: string }>();
  readonly #recorded = new Set<string>();
  #events = 0;

  /** How many events something was erased of. */
  get events(): number {
    return this.#events;
  }

  see({ event, seal }: ExportLine, sequence: number): void {
    if (
      event?.event === 'erasure' &&
      event.plugin === 'audit-log' &&
      event.operationId !== undefined
    ) {
      this.#recorded.add(event.operationId);
    }
    if (seal?.erased === undefined) {
      return;
    }
    this.#events++;
    for (const { operation } of Object.values(seal.erased)) {
      if (!this.#first.has(operation) && this.#first.size < MOST_OPERATIONS) {
        this.#first.set(operation, { sequence, eventId: event?.id });
      }
    }
  }

  /** The operations of erasures that no event was seen of. */
  get unrecorded(): readonly string[] {
    return [...this.#first.keys()].filter(
      operation => !this.#recorded.has(operation),
    );
  }

  /** Tells of these as something that is wrong. */
  report(findings: Findings): void {
    for (const operation of this.unrecorded) {
      findings.add({
        kind: 'erased-unrecorded',
        message: `Personal data was erased from this event and perhaps others by operation ${operation}, which no event tells of. If an erasure was under way while the file was written, export again.`,
        ...this.#first.get(operation),
      });
    }
  }
}
