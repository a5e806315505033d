// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { Erasure } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { SEALING_TABLES, type ErasureRow } from '../../database/sealingTables';
import { ErasureTakenOverError } from '../ErasureTakenOverError';
import type { SearchPosition } from './findCandidates';

const MOST_LISTED = 200;
/** What is kept of an erasure to go on with it. */
export interface ErasureState {
  /** A UUID of its own for each process that has it in hand: one that was only slow sees by it that another has taken over. */
  readonly owner: string;
  readonly position?: SearchPosition;
  /** Set once the live table is done: what was recorded before this time, in epoch milliseconds, is erased of. */
  readonly before?: number;
  /** The archive is done as well. */
  readonly isArchiveDone?: true;
  /** Id of the event that tells that it is done: it is recorded once, however often it is tried. */
  readonly doneEvent: string;
}

/** What a process needs to know of an erasure that it has in hand. */
export interface HeldErasure {
  readonly id: string;
  readonly state: ErasureState;
}

export interface UnfinishedErasure extends HeldErasure {
  readonly person: string;
  readonly reason: string;
}

export async function insertErasure(
  knex: Knex,
  dialect: Dialect,
  erasure: UnfinishedErasure & { readonly startedBy: string },
): Promise<void> {
  const now = knex.raw(dialect.timeFromNow(0));
  await knex<ErasureRow>(SEALING_TABLES.erasures).insert({
    id: erasure.id,
    person: erasure.person,
    reason: erasure.reason,
    started_at: now,
    started_by: erasure.startedBy,
    events: 0,
    position: JSON.stringify(erasure.state),
    beat_at: now,
  });
}

/** The latest first; one, when its id is given. */
export async function listErasures(
  knex: Knex,
  dialect: Dialect,
  id?: string,
): Promise<Erasure[]> {
  const rows = await knex<ErasureRow>(SEALING_TABLES.erasures)
    .where(id === undefined ? {} : { id })
    .orderBy('started_at', 'desc')
    .limit(MOST_LISTED)
    .select();
  const time = (value: ErasureRow['started_at']) =>
    new Date(dialect.readTime(value)).toISOString();
  return rows.map(row => ({
    id: row.id,
    state: row.ended_at === null ? 'running' : 'done',
    reason: row.reason,
    startedAt: time(row.started_at),
    startedBy: row.started_by,
    ...(row.ended_at !== null && { endedAt: time(row.ended_at) }),
    events: Number(row.events),
    archivedEvents: Number(row.archived_events),
    ...(row.waiting !== null && { waiting: JSON.parse(row.waiting) }),
  }));
}

/** Takes over erasures whose process has given no sign of life for so long. */
export async function claimErasures(
  knex: Knex,
  dialect: Dialect,
  silenceMs: number,
): Promise<readonly UnfinishedErasure[]> {
  const rows: ErasureRow[] = await knex<ErasureRow>(SEALING_TABLES.erasures)
    .whereNull('ended_at')
    .where('beat_at', '<', knex.raw(dialect.timeFromNow(-silenceMs)))
    .update({ beat_at: knex.raw(dialect.timeFromNow(0)) })
    .returning('*');
  const claimed: UnfinishedErasure[] = [];
  for (const { id, person, reason, position } of rows) {
    const state: ErasureState = {
      ...JSON.parse(position!),
      owner: randomUUID(),
    };
    // Unless it was alive after all, and has come further.
    const taken = await knex<ErasureRow>(SEALING_TABLES.erasures)
      .where({ id, position })
      .whereNull('ended_at')
      .update({ position: JSON.stringify(state) });
    if (taken > 0) {
      claimed.push({ id, person: person!, reason, state });
    }
  }
  return claimed;
}

/**
 * A sign of life, and how far it has come.
 *
 * @throws ErasureTakenOverError
 */
export async function beatErasure(
  knex: Knex,
  dialect: Dialect,
  erasure: HeldErasure,
  position?: SearchPosition,
): Promise<void> {
  await updateHeld(knex, erasure, {
    beat_at: knex.raw(dialect.timeFromNow(0)),
    ...(position && {
      position: JSON.stringify({ ...erasure.state, position }),
    }),
  });
}

/**
 * It is done; who it was is forgotten here, too.
 *
 * @throws ErasureTakenOverError
 */
export async function endErasure(
  knex: Knex,
  dialect: Dialect,
  erasure: HeldErasure,
): Promise<void> {
  await updateHeld(knex, erasure, {
    ended_at: knex.raw(dialect.timeFromNow(0)),
    person: null,
    position: null,
    waiting: null,
  });
}

/**
 * Changes what is kept of an erasure that this process has in hand.
 *
 * @throws ErasureTakenOverError
 */
export async function updateHeld(
  knex: Knex,
  { id, state }: HeldErasure,
  values: Readonly<Record<string, Knex.Value | Knex.Raw>>,
): Promise<void> {
  const updated = await knex(SEALING_TABLES.erasures)
    .where({ id })
    .whereNull('ended_at')
    .whereLike('position', `%"owner":"${state.owner}"%`)
    .update(values);
  if (updated === 0) {
    throw new ErasureTakenOverError(
      `The erasure ${id} is gone on with by another process`,
    );
  }
}
