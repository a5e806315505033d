// SPDX-License-Identifier: Apache-2.0
import type { Erasure } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { SEALING_TABLES, type ErasureRow } from '../../database/sealingTables';
import type { SearchPosition } from './findCandidates';

const MOST_LISTED = 200;
/** An erasure without a sign of life for so long is gone on with by another process. */
const SILENCE_MS = 60_000;

/** What is kept of an erasure to go on with it. */
export interface ErasureState {
  readonly position?: SearchPosition;
  /** Id of the event that tells that it is done: it is recorded once, however often it is tried. */
  readonly doneEvent: string;
}

export interface UnfinishedErasure {
  readonly id: string;
  readonly person: string;
  readonly reason: string;
  readonly state: ErasureState;
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
  }));
}

/** Takes over erasures whose process has died. */
export async function claimErasures(
  knex: Knex,
  dialect: Dialect,
): Promise<readonly UnfinishedErasure[]> {
  const rows: ErasureRow[] = await knex<ErasureRow>(SEALING_TABLES.erasures)
    .whereNull('ended_at')
    .where('beat_at', '<', knex.raw(dialect.timeFromNow(-SILENCE_MS)))
    .update({ beat_at: knex.raw(dialect.timeFromNow(0)) })
    .returning('*');
  return rows.map(({ id, person, reason, position }) => ({
    id,
    person: person!,
    reason,
    state: JSON.parse(position!),
  }));
}

/** A sign of life, with how far it has come. */
export async function beatErasure(
  knex: Knex,
  dialect: Dialect,
  id: string,
  state?: ErasureState,
): Promise<void> {
  await knex<ErasureRow>(SEALING_TABLES.erasures)
    .where({ id })
    .whereNull('ended_at')
    .update({
      beat_at: knex.raw(dialect.timeFromNow(0)),
      ...(state && { position: JSON.stringify(state) }),
    });
}

/** It is done; who it was is forgotten here, too. */
export async function endErasure(
  knex: Knex,
  dialect: Dialect,
  id: string,
): Promise<void> {
  await knex<ErasureRow>(SEALING_TABLES.erasures)
    .where({ id })
    .whereNull('ended_at')
    .update({
      ended_at: knex.raw(dialect.timeFromNow(0)),
      person: null,
      position: null,
    });
}
