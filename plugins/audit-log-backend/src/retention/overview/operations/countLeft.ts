// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import type { ArrivedCount } from '../growth';

/** How many events of the periods since a time have left the live table, also those that are removed by now. */
export async function countLeft(
  knex: Knex,
  dialect: Dialect,
  since: number,
): Promise<readonly ArrivedCount[]> {
  const rows = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .whereIn('state', ['archived', 'removing', 'removed'])
    .where('recorded_from', '>=', dialect.writeTime(since))
    // What is restored is counted where it is.
    .whereNull('restored_until')
    .select('recorded_from', 'class', 'events');
  return rows.map(row => ({
    from: dialect.readTime(row.recorded_from),
    class: row.class,
    events: Number(row.events ?? 0),
  }));
}
