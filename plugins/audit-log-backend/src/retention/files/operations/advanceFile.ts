// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
  type FileState,
} from '../../../database/archiveTables';

type Values = Partial<
  Record<keyof ArchiveFileRow, Knex.Value | Knex.Raw | null>
>;

/**
 * Moves a file from one state into another, or changes what is kept of it, if it is still as it was: false when another
 * process has been here. That is what makes two that are at the same file harmless: only one of them gets on.
 */
export async function advanceFile(
  knex: Knex,
  id: string,
  from: { readonly state: FileState } & Partial<
    Pick<
      ArchiveFileRow,
      'sha256' | 'manifest' | 'restored_by' | 'restored_until'
    >
  >,
  to: Values,
): Promise<boolean> {
  const changed = await knex(ARCHIVE_TABLES.files)
    .where({ id, ...from })
    .update(to);
  return changed === 1;
}
