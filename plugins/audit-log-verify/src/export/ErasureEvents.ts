// SPDX-License-Identifier: Apache-2.0
import { LONGEST_OPERATION } from '../seal/erased';
import type { ExportedEvent } from './ExportFormat';
import { textOf } from './textOf';

const BEGIN = 'audit-log.erasure.begin';
const DONE = 'audit-log.erasure.done';

/** What the trail tells of an erasure. */
export interface RecordedErasure {
  /** Events that were recorded from this time on, in epoch milliseconds, were not touched by it. */
  readonly before: number;
  /** Of how many events something was erased at most: one that was in two places was counted twice. Absent until it is done. */
  readonly events?: number;
}

/** Times in epoch milliseconds; the latest, where there is more than one such event. */
interface Told {
  begun?: number;
  /** It is on record as one that could not begin. */
  failed?: number;
  done?: number;
  events?: number;
}

/**
 * What the events of a trail tell of erasures, by operation: one tells that it began, and one that it is done, once it is. One that
 * was denied, or was only tried out, is none. One that is on record as failed may have begun all the same, when the answer of the
 * database was lost: then there is the event that it is done.
 */
export class ErasureEvents {
  readonly #told = new Map<string, Told>();

  /** So many operations are kept in mind: those behind them count as not told of. */
  constructor(private readonly most: number) {}

  see(event: ExportedEvent): void {
    const { plugin, action, operationId, outcome, recordedAt, meta } = event;
    if (
      plugin !== 'audit-log' ||
      typeof operationId !== 'string' ||
      operationId.length > LONGEST_OPERATION
    ) {
      return;
    }
    const time = Date.parse(textOf(recordedAt) ?? '');
    const which = stepOf(action, outcome);
    const told = this.#told.get(operationId) ?? {};
    const isKept = this.#told.has(operationId) || this.#told.size < this.most;
    if (which === undefined || Number.isNaN(time) || !isKept) {
      return;
    }
    told[which] = Math.max(told[which] ?? time, time);
    if (which === 'done') {
      told.events = Math.max(told.events ?? 0, countOf(meta));
    }
    this.#told.set(operationId, told);
  }

  /** Undefined when no event tells of it. */
  of(operation: string): RecordedErasure | undefined {
    const { begun, failed, done, events } = this.#told.get(operation) ?? {};
    if (begun === undefined && done === undefined) {
      return undefined;
    }
    const beginnings = [begun, failed].filter(time => time !== undefined);
    return {
      // The event of its beginning may have been removed since: it was earlier than that of its end.
      before: beginnings.length > 0 ? Math.max(...beginnings) : done!,
      events,
    };
  }
}

function stepOf(
  action: unknown,
  outcome: unknown,
): 'begun' | 'failed' | 'done' | undefined {
  if (action === DONE) {
    return outcome === 'succeeded' ? 'done' : undefined;
  }
  if (action !== BEGIN || outcome === 'denied') {
    return undefined;
  }
  return outcome === 'failed' ? 'failed' : 'begun';
}

/** In the database and in the archive. Any number where that is not said. */
function countOf({ events, archivedEvents = 0 }: ExportedEvent['meta']) {
  return typeof events === 'number' && typeof archivedEvents === 'number'
    ? events + archivedEvents
    : Infinity;
}
