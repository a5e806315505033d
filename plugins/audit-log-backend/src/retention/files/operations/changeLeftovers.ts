// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import { leftoversOf, leftoversText, type Leftover } from '../Leftover';

type Values = Partial<
  Record<keyof ArchiveFileRow, Knex.Value | Knex.Raw | null>
>;

/**
 * Changes what is kept of what is left of a file in the archive, and what else is given, while nobody else can change anything of its
 * row, until the transaction ends. Nothing is changed where `change` gives undefined; resolves to whether something was.
 */
export async function changeLeftovers(
  transaction: Knex.Transaction,
  id: string,
  change: (
    row: ArchiveFileRow,
    leftovers: readonly Leftover[],
  ) =>
    | { readonly leftovers: readonly Leftover[]; readonly values?: Values }
    | undefined,
): Promise<boolean> {
  // Locks the row on PostgreSQL, and on SQLite everything.
  await transaction(ARCHIVE_TABLES.files)
    .where({ id })
    .update({ id: transaction.ref('id') });
  const row = await transaction<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .where({ id })
    .first();
  const to = row && change(row, leftoversOf(row));
  if (!to) {
    return false;
  }
  await transaction(ARCHIVE_TABLES.files)
    .where({ id })
    .update({ ...to.values, leftovers: leftoversText(to.leftovers) });
  return true;
}
