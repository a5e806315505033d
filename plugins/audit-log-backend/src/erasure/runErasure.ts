// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  timeOfUuid,
  type AuditLogService,
} from 'backstage-plugin-audit-log-node';
import { areEventsMoving } from '../database/operations/areEventsMoving';
import { findExistingIds } from '../database/operations/findExistingIds';
import { SEALING_TABLES, type TreeRow } from '../database/sealingTables';
import type { ArchiveErasure } from '../retention/archiving/ArchiveErasure';
import { eraseArchived } from './eraseArchived';
import { eraseCandidates, type ErasureContext } from './eraseCandidates';
import { endLive } from './operations/archivePhase';
import {
  beatErasure,
  endErasure,
  listErasures,
  type HeldErasure,
  type UnfinishedErasure,
} from './operations/erasureRows';
import { LOWEST_ID, type SearchPosition } from './operations/findCandidates';
import { forgetStarter } from './operations/forgetStarter';
import { findErasureEvent } from './operations/findErasureEvent';
import { Person } from './Person';
import { sweep } from './sweep';

const POLL_MS = 200;
const LATE_MS = 2_000;
const RECORDED_WITHIN_MS = 30_000;
/** How far back from the beginning of the erasure is looked once more for such events. */
const LATE_WINDOW_MS = 10 * 60_000;

export interface RunErasureOptions extends ErasureContext {
  readonly logger: LoggerService;
  readonly auditLog: Pick<AuditLogService, 'record'>;
  /** What has left the live table is erased of there; nothing is where there is none. */
  readonly archive?: ArchiveErasure;
  /** How long it is waited between two passes through the archive that something waits in; a minute by default. */
  readonly archiveRetryMs?: number;
  /** After so long, what other processes had in hand when an erasure began is in the ledger; 2 seconds by default. */
  readonly lateMs?: number;
  /** How long it is waited at most until the ledger has the event that tells that it is done; 30 seconds by default. */
  readonly recordedWithinMs?: number;
}

/**
 * Does an erasure to its end, from wherever it had come to. The order is what makes it safe at any moment:
 *
 * 1. the event that tells of it is in the ledger, in order and sealed: nothing is erased that is not on record as erased;
 * 2. no event is on its way to the archive or back: none begins to go before the live table is done;
 * 3. the events that were recorded before it, some at a time. One that is not sealed yet waits until it is;
 * 4. those that came a moment late, since another process had them in hand;
 * 5. what has left for the archive: what leaves from now on is erased, and nothing comes back before the end;
 * 6. that the person began runs and erasures;
 * 7. the event that tells that it is done, and then the person is forgotten here, too.
 */
export async function runErasure(
  options: RunErasureOptions,
  erasure: UnfinishedErasure,
  signal: AbortSignal,
): Promise<void> {
  const { knex, dialect, archive } = options;
  const live = await eraseLive(options, erasure, signal);
  const archived = archive
    ? await eraseArchived({ ...options, archive }, live, signal)
    : live;
  await forgetStarter(knex, Person.parse(erasure.person));
  await recordDone(options, archived, signal);
  await endErasure(knex, dialect, archived);
}

/** Gives the erasure as it goes on from there. */
async function eraseLive(
  options: RunErasureOptions,
  erasure: UnfinishedErasure,
  signal: AbortSignal,
): Promise<UnfinishedErasure> {
  const { knex, dialect } = options;
  const { id, state } = erasure;
  if (state.before !== undefined) {
    return erasure;
  }
  const person = Person.parse(erasure.person);
  const begunAt = await untilOnRecord(options, erasure, signal);
  while (await areEventsMoving(knex, dialect)) {
    await sleep(POLL_MS, undefined, { signal });
  }

  let from = state.position;
  let isLast = false;
  for (;;) {
    const { waiting } = await eraseFrom(options, {
      id,
      state,
      person,
      before: begunAt,
      from,
      signal,
    });
    if (waiting) {
      from = waiting;
      await sleep(POLL_MS, undefined, { signal });
    } else if (isLast) {
      break;
    } else {
      isLast = true;
      from = { recordedAt: begunAt - LATE_WINDOW_MS, id: LOWEST_ID };
      await sleep(options.lateMs ?? LATE_MS, undefined, { signal });
    }
  }
  const after = await endLive(knex, dialect, erasure, begunAt);
  return { ...erasure, state: after };
}

/** Records that it is done, unless the process before this one did: nobody keeps two events with one id apart. */
async function recordDone(
  { knex, dialect, auditLog, recordedWithinMs }: RunErasureOptions,
  { id, reason, state: { doneEvent } }: UnfinishedErasure,
  signal: AbortSignal,
): Promise<void> {
  const event = { id: doneEvent, recorded_at: timeOfUuid(doneEvent) };
  const isInLedger = async () =>
    (await findExistingIds(knex, dialect, [event])).size > 0;
  if (await isInLedger()) {
    return;
  }
  const [{ events, archivedEvents }] = await listErasures(knex, dialect, id);
  await auditLog.record({
    id: doneEvent,
    operationId: id,
    action: 'erasure.done',
    severity: 'high',
    meta: { reason, events, archivedEvents },
  });
  // Until then nobody else could see that it was recorded. It is not lost if that takes longer.
  const last = performance.now() + (recordedWithinMs ?? RECORDED_WITHIN_MS);
  while (performance.now() < last && !(await isInLedger())) {
    await sleep(POLL_MS, undefined, { signal });
  }
}

/** When the erasure was put on record, once that is in the ledger for good. */
async function untilOnRecord(
  { knex, dialect, isSealing, auditLog }: RunErasureOptions,
  { id, reason }: Pick<UnfinishedErasure, 'id' | 'reason'>,
  signal: AbortSignal,
): Promise<number> {
  let isToldAgain = false;
  for (;;) {
    const { event, hasFailed } = await findErasureEvent(knex, dialect, id);
    if (hasFailed && !isToldAgain) {
      // The database did it, and its answer was lost. Nothing is erased before that is on record.
      isToldAgain = true;
      await auditLog.record({
        operationId: id,
        action: 'erasure.begin',
        severity: 'high',
        meta: { reason },
      });
    }
    const tree = await knex<TreeRow>(SEALING_TABLES.tree).first('size');
    const isInOrder = event?.sequence !== undefined;
    if (
      event &&
      isInOrder &&
      (!isSealing || event.sequence! < Number(tree?.size))
    ) {
      return event.recordedAt;
    }
    await sleep(POLL_MS, undefined, { signal });
  }
}

/** Erases from a place on; gives the first event that could not be, since it is not sealed yet. */
async function eraseFrom(
  options: RunErasureOptions,
  erasure: HeldErasure & {
    readonly person: Person;
    readonly before: number;
    readonly from?: SearchPosition;
    readonly signal: AbortSignal;
  },
): Promise<{ readonly waiting?: SearchPosition }> {
  const { knex, dialect } = options;
  let first: SearchPosition | undefined;
  for await (const { candidates, position } of sweep(options, erasure)) {
    const { waiting } = await eraseCandidates(options, erasure, candidates);
    first ??= waiting;
    await beatErasure(knex, dialect, erasure, first ?? position);
  }
  return { waiting: first };
}
