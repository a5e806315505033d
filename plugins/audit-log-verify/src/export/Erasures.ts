// SPDX-License-Identifier: Apache-2.0
import type { Findings } from '../findings/Findings';
import { ErasureEvents } from './ErasureEvents';
import type { ExportLine } from './ExportFormat';
import type { Removals } from './Removals';
import { textOf } from './textOf';

/** So many operations are kept in mind: a hostile file could name one in each event. */
const MOST_OPERATIONS = 1_000_000;
/** Operations that are named in a note. */
const MOST_NAMED = 5;

interface Place {
  readonly sequence: number;
  readonly eventId?: string;
}

/** What an operation has erased. */
interface Erased {
  readonly first: Place;
  /** The event that was recorded last, and when. */
  last: Place;
  recordedAt: number;
  events: number;
}

/**
 * Sees whether each erasure is told of by events of the trail itself, and has erased no more than they say: nothing of what was
 * recorded after it began, which it does not touch, and of no more events than were counted.
 */
export class Erasures {
  readonly #erased = new Map<string, Erased>();
  readonly #told = new ErasureEvents(MOST_OPERATIONS);
  #events = 0;
  #isCut = false;

  /** How many events something was erased of. */
  get events(): number {
    return this.#events;
  }

  /** Event and seal MUST fit each other. */
  see({ event, seal }: ExportLine, sequence: number): void {
    this.#told.see(event!);
    const parts = Object.values(seal?.erased ?? {});
    if (parts.length === 0) {
      return;
    }
    this.#events++;
    const place = { sequence, eventId: textOf(event!.id) };
    const recordedAt = timeOf(event!.recordedAt);
    for (const operation of new Set(parts.map(part => part.operation))) {
      this.#add(operation, place, recordedAt);
    }
  }

  #add(operation: string, place: Place, recordedAt: number): void {
    const erased = this.#erased.get(operation);
    if (erased !== undefined) {
      erased.events++;
      if (recordedAt > erased.recordedAt) {
        Object.assign(erased, { last: place, recordedAt });
      }
    } else if (this.#erased.size < MOST_OPERATIONS) {
      const one = { first: place, last: place, recordedAt, events: 1 };
      this.#erased.set(operation, one);
    } else {
      this.#isCut = true;
    }
  }

  /**
   * Tells of what is wrong, and gives what should be known. `isToEnd`: the trail was read to its end, so that it has the events of all
   * erasures but those that were removed since.
   */
  report(
    findings: Findings,
    options: { readonly isToEnd: boolean; readonly removals: Removals },
  ): readonly string[] {
    const { isToEnd, removals } = options;
    const elsewhere: string[] = [];
    const removed: string[] = [];
    for (const [operation, erased] of this.#erased) {
      if (this.#told.of(operation) !== undefined) {
        this.#compare(operation, erased, findings);
      } else if (!isToEnd) {
        elsewhere.push(operation);
      } else if (removals.mayHaveRemovedAfter(erased.recordedAt)) {
        removed.push(operation);
      } else {
        findings.add(
          unrecorded(
            `Personal data was erased from this event and perhaps others by operation ${operation}, which no event tells of. If an erasure was under way while the file was written, export again.`,
            erased.first,
          ),
        );
      }
    }
    if (this.#isCut) {
      const message = `Of more than ${MOST_OPERATIONS} erasures not all can be compared.`;
      findings.add(unrecorded(message));
    }
    return [
      ...noteOf(
        elsewhere,
        'Personal data was erased by operations that the file does not tell of; look for events of',
      ),
      ...noteOf(
        removed,
        'Personal data was erased by operations of which the events may have been removed since, as signed statements say of events of that time:',
      ),
    ];
  }

  #compare(operation: string, erased: Erased, findings: Findings): void {
    const { before, events } = this.#told.of(operation)!;
    if (erased.recordedAt >= before) {
      findings.add(
        unrecorded(
          `Personal data was erased from this event by operation ${operation}, an erasure that had begun before the event was recorded and so did not erase it.`,
          erased.last,
        ),
      );
    }
    if (events !== undefined && erased.events > events) {
      findings.add(
        unrecorded(
          `Personal data was erased from ${erased.events} events by operation ${operation}, an erasure that says it was ${events}.`,
          erased.first,
        ),
      );
    }
  }
}

/** One that does not say when it was recorded counts as later than any erasure. */
function timeOf(recordedAt: unknown): number {
  const time = Date.parse(textOf(recordedAt) ?? '');
  return Number.isNaN(time) ? Infinity : time;
}

function unrecorded(message: string, place?: Place) {
  return { kind: 'erased-unrecorded' as const, message, ...place };
}

function noteOf(operations: readonly string[], text: string): string[] {
  const more = operations.length - MOST_NAMED;
  return operations.length === 0
    ? []
    : [
        `${text} ${operations.slice(0, MOST_NAMED).join(', ')}${
          more > 0 ? ` and ${more} more` : ''
        }.`,
      ];
}
