// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import type { Period } from '../../files/ArchiveFile';
import { parsePeriod } from '../periods';

/** What is in a file that is not removed, and does not begin to be. */
export interface FileCount {
  readonly period: Period;
  readonly class: string;
  readonly events: number;
  readonly bytes: number;
  /** Its events are in the live table as well, and counted there. */
  readonly isLive: boolean;
}

export async function countFiles(knex: Knex): Promise<readonly FileCount[]> {
  const rows = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .whereIn('state', ['writing', 'written', 'checked', 'archived'])
    .select('period', 'class', 'state', 'events', 'bytes', 'restored_until');
  return rows.map(row => ({
    period: parsePeriod(row.period),
    class: row.class,
    events: Number(row.events ?? 0),
    bytes: Number(row.bytes ?? 0),
    isLive: row.state !== 'archived' || row.restored_until !== null,
  }));
}
