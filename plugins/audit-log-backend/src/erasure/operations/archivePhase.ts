// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { updateHeld, type ErasureState, type HeldErasure } from './erasureRows';

/**
 * The live table is done: from now on it holds up nothing that leaves it for the archive. Gives the state it goes on with.
 *
 * @throws ErasureTakenOverError
 */
export async function endLive(
  knex: Knex,
  dialect: Dialect,
  erasure: HeldErasure,
  before: number,
): Promise<ErasureState> {
  const { position, ...rest } = erasure.state;
  const state = { ...rest, before };
  await updateHeld(knex, erasure, {
    live_ended_at: knex.raw(dialect.timeFromNow(0)),
    position: JSON.stringify(state),
  });
  return state;
}

/**
 * The archive is done as well, which may have taken as long as what protects its files: the event that tells of the end is one of now.
 *
 * @throws ErasureTakenOverError
 */
export async function endArchive(
  knex: Knex,
  erasure: HeldErasure,
  doneEvent: string,
): Promise<ErasureState> {
  const state = { ...erasure.state, isArchiveDone: true as const, doneEvent };
  await updateHeld(knex, erasure, {
    position: JSON.stringify(state),
    waiting: null,
  });
  return state;
}

/**
 * No file that can be restored has anything of it any more: whatever else it waits for, restoring does not wait for it.
 *
 * @throws ErasureTakenOverError
 */
export async function endFiles(
  knex: Knex,
  dialect: Dialect,
  erasure: HeldErasure,
): Promise<void> {
  await updateHeld(knex, erasure, {
    files_ended_at: knex.raw(dialect.timeFromNow(0)),
  });
}

/**
 * What it waits for; nothing where the list is empty.
 *
 * @throws ErasureTakenOverError
 */
export async function setWaiting(
  knex: Knex,
  erasure: HeldErasure,
  waiting: readonly string[],
): Promise<void> {
  await updateHeld(knex, erasure, {
    waiting: waiting.length > 0 ? JSON.stringify(waiting) : null,
  });
}

/**
 * Counts events of files, with a sign of life.
 *
 * @throws ErasureTakenOverError
 */
export async function addArchived(
  transaction: Knex.Transaction,
  dialect: Dialect,
  erasure: HeldErasure,
  events: number,
): Promise<void> {
  await updateHeld(transaction, erasure, {
    beat_at: transaction.raw(dialect.timeFromNow(0)),
    archived_events: transaction.raw('archived_events + ?', [events]),
  });
}
