// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import { leftoversOf } from '../Leftover';

/** The paths of all events in the archive that are of this ledger, with what is left of files that were written anew. */
export async function ownNames(knex: Knex): Promise<ReadonlySet<string>> {
  const rows = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .whereNot({ state: 'removed' })
    .orWhereNotNull('leftovers')
    .select('name', 'state', 'leftovers');
  return new Set(
    rows.flatMap(row => [
      ...(row.state === 'removed' ? [] : [row.name]),
      ...leftoversOf(row).map(({ name }) => name),
    ]),
  );
}
