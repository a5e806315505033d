// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import type {
  SequencedEvent,
  SequencedEvents,
  SequencedRequest,
} from '../../query/SequencedReader';
import { nextSequenced, type SequencedContext } from './nextSequenced';
import { recordedUntil } from './operations/recordedUntil';
import { withKeptLeaves } from './withKeptLeaves';

/** Events in the ledger's own order, and what of them the archive gave. */
export interface SpanningEvents extends SequencedEvents {
  /** Sequences of the events that come from files. */
  readonly archived: ReadonlySet<number>;
  /** Ids of the files that were looked into. */
  readonly opened: ReadonlySet<string>;
}

/**
 * Events in the ledger's own order, out of the live table and files. When time runs out, or a file cannot be read, it gives what it
 * has, and `scannedUntil`; it rejects with a ServiceUnavailableError when it got nowhere since a file cannot be read.
 */
export async function readSequenced(
  context: SequencedContext & {
    readonly knex: Knex;
    readonly dialect: Dialect;
  },
  request: SequencedRequest,
  budgetMs: number,
): Promise<SpanningEvents> {
  const { knex, dialect } = context;
  const { limit, before = Infinity, signal } = request;
  const deadline = Date.now() + budgetMs;
  const events: SequencedEvent[] = [];
  const archived = new Set<number>();
  const opened = new Set<string>();
  let seen = request.after;
  let isCutShort = false;

  while (events.length < limit && seen < before - 1) {
    signal?.throwIfAborted();
    try {
      const part = await nextSequenced(
        context,
        { ...request, after: seen, limit: limit - events.length },
        deadline,
      );
      events.push(...part.events);
      part.archived.forEach(sequence => archived.add(sequence));
      part.opened.forEach(id => opened.add(id));
      seen = part.seen;
      isCutShort = part.ended === 'short';
      if (part.ended) {
        break;
      }
    } catch (error: unknown) {
      if (
        !(error instanceof ServiceUnavailableError) ||
        seen === request.after
      ) {
        throw error;
      }
      isCutShort = true;
      break;
    }
  }
  const isShort = isCutShort && events.length < limit;
  return {
    events:
      request.leaves && archived.size > 0
        ? await withKeptLeaves(knex, events)
        : events,
    seen,
    scannedUntil: isShort
      ? await recordedUntil(knex, dialect, Math.max(0, seen))
      : undefined,
    archived,
    opened,
  };
}
