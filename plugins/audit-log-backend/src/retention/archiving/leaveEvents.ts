// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { DEFAULT_CLASS } from '../policy/RetentionPolicy';
import type { ArchiveFile, Period, SequenceRanges } from '../files/ArchiveFile';
import { fileTitle } from '../files/fileNames';
import { RangeSet } from '../files/RangeSet';
import { inGroups } from './inGroups';
import { liveKeys } from './liveEvents';
import { deleteRows } from './operations/deleteRows';
import { dropPartitions } from './operations/dropPartitions';
import { earliestRecorded } from './operations/earliestRecorded';
import type { LeavingFile } from './operations/lockLeaving';
import { partitionsOf } from './operations/partitions';
import { purgeReceived } from './operations/purge';
import type { RowKey } from './operations/readSpan';
import { vacuum } from './operations/vacuum';
import type { WorkContext } from './WorkContext';
import type { StepOptions } from './StepOptions';

/** Deleted in one transaction, which holds up everything else in the process on SQLite for some ten milliseconds. */
const ROWS = 500;
const PAUSE_MS = 10;
const DROP_ATTEMPTS = 3;
const CONCURRENCY_ATTEMPTS = 10;
const RETRY_MS = 1_000;

/** Events that leave the live table, and on whose account. */
export interface LeavingEvents {
  readonly file: ArchiveFile;
  readonly sequences: SequenceRanges;
  /** Whether rows of files say still that they are leaving. */
  readonly isLeaving: LeavingFile['isLeaving'];
}

/**
 * Takes events of a period out of the live table: with their partitions where these have nothing else, else some at a time. What is
 * gone already changes nothing, so this can be done again at any time, and by two at once. Where another process has finished it,
 * nothing more is done.
 */
export async function leaveEvents(
  context: WorkContext,
  period: Period,
  leaving: readonly LeavingEvents[],
  options: StepOptions,
): Promise<void> {
  const { knex, dialect, onStep } = context;
  await dropWhole(context, period, leaving, options);
  if (await isLive(context, period)) {
    for (const part of leaving) {
      await deleteSome(context, part, options);
    }
    if (!(await isLive(context, period))) {
      await dropWhole(context, period, leaving, options);
    }
  }
  for (const { file } of leaving) {
    await onStep('all-left', file);
  }
  // What is left of other classes may still be sent again; hardly anything is, a week after.
  if (leaving.some(({ file }) => file.class === DEFAULT_CLASS)) {
    await purgeReceived(knex, dialect, period.to, options.signal);
  }
  await vacuum(knex, dialect, options.signal);
}

/** Drops the partitions of a period where they have no events but some; leaves everything as it is where they have. */
async function dropWhole(
  { knex, dialect }: WorkContext,
  period: Period,
  leaving: readonly LeavingEvents[],
  { signal }: StepOptions,
): Promise<void> {
  const partitions = (await partitionsOf(knex, dialect, period)).filter(
    ({ from, to }) => from >= period.from && to <= period.to,
  );
  if (partitions.length === 0) {
    return;
  }
  for (let attempt = 1; attempt <= DROP_ATTEMPTS; attempt++) {
    signal.throwIfAborted();
    const result = await dropPartitions(knex, dialect, {
      partitions,
      sequences: RangeSet.union(leaving.map(one => one.sequences)).ranges,
      files: leaving.map(leavingFile),
    });
    if (result !== 'busy') {
      return;
    }
    await sleep(RETRY_MS * attempt, undefined, { signal });
  }
}

async function isLive(
  { knex, dialect }: WorkContext,
  period: Period,
): Promise<boolean> {
  const earliest = await earliestRecorded(knex, dialect, period.from);
  return earliest !== undefined && earliest < period.to;
}

async function deleteSome(
  context: WorkContext,
  leaving: LeavingEvents,
  { signal, progress }: StepOptions,
): Promise<void> {
  const { file, sequences } = leaving;
  const of = countOf(sequences);
  let events = 0;
  const selection = { period: file.period, sequences };
  const keys = liveKeys(context, selection, signal);
  for await (const some of inGroups(keys, ROWS)) {
    signal.throwIfAborted();
    if (!(await deletePatiently(context, some, leaving))) {
      return;
    }
    events += some.length;
    progress({ step: 'leaving', file: fileTitle(file), events, of });
    await context.onStep('some-left', file);
    await sleep(PAUSE_MS, undefined, { signal });
  }
}

/** Others may have been at the same counts: then again. */
async function deletePatiently(
  { knex, dialect }: WorkContext,
  keys: readonly RowKey[],
  leaving: LeavingEvents,
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deleteRows(knex, dialect, keys, [leavingFile(leaving)]);
    } catch (error: unknown) {
      if (
        !dialect.isConcurrencyError(error) ||
        attempt === CONCURRENCY_ATTEMPTS
      ) {
        throw error;
      }
      await sleep(PAUSE_MS * attempt);
    }
  }
}

function leavingFile({ file, isLeaving }: LeavingEvents): LeavingFile {
  return { id: file.id, isLeaving };
}

function countOf(sequences: SequenceRanges): number {
  return sequences.reduce((sum, [from, to]) => sum + to - from, 0);
}
