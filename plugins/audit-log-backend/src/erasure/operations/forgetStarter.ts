// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { SEALING_TABLES } from '../../database/sealingTables';
import type { Person } from '../Person';

/** What stands for an erased person among the targets of events, too. */
const ERASED = 'user:erased';
const TABLES = [
  SEALING_TABLES.verifications,
  SEALING_TABLES.erasures,
  ARCHIVE_TABLES.runs,
];

/** Forgets that it was this person who began runs of verification and of retention, and erasures. */
export async function forgetStarter(
  knex: Knex,
  person: Pick<Person, 'isMe'>,
): Promise<void> {
  for (const table of TABLES) {
    // A few: they are of those who may begin one. In JavaScript, since SQLite folds ASCII alone.
    const starters: string[] = await knex(table)
      .whereNotNull('started_by')
      .distinct('started_by')
      .pluck('started_by');
    const own = starters.filter(person.isMe);
    if (own.length > 0) {
      await knex(table).whereIn('started_by', own).update({
        started_by: ERASED,
      });
    }
  }
}
