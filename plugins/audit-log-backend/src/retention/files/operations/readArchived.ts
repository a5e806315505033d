// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import type { Period } from '../ArchiveFile';
import { parsePeriod } from '../../policy/periods';

/** What is asked of every file of the archive in each run, without what is in it. */
export interface ArchivedFile {
  readonly id: string;
  readonly period: Period;
  readonly class: string;
  readonly part: number;
  /** It is being copied into the live table, is there, or is taken out of it. */
  readonly isRestored: boolean;
  /** A process has begun to remove it from the archive, and has not told yet that it is gone. */
  readonly isRemovalNoted: boolean;
}

type ListedRow = Pick<
  ArchiveFileRow,
  'id' | 'period' | 'class' | 'part' | 'restored_until' | 'restored_by'
> & { readonly is_noted: boolean | number };

/** The files that are `archived`, the earliest period first. */
export async function readArchived(
  knex: Knex,
): Promise<readonly ArchivedFile[]> {
  const rows: ListedRow[] = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .where({ state: 'archived' })
    .orderBy(['recorded_from', 'period', 'class', 'part'])
    .select('id', 'period', 'class', 'part', 'restored_until', 'restored_by')
    // Without the text, which is long.
    .select(knex.raw('(statement IS NOT NULL) AS is_noted'));
  return rows.map(({ restored_by, restored_until, is_noted, ...row }) => ({
    ...row,
    isRemovalNoted: Boolean(is_noted),
    period: parsePeriod(row.period),
    isRestored: restored_by !== null || restored_until !== null,
  }));
}
