// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
  type FileState,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import type { ArchiveFile } from '../ArchiveFile';
import { fileFromRow, sequencesOf } from './fileFromRow';

/** A file with its row, which has the texts of its manifest and statement. */
export interface StoredFile {
  readonly file: ArchiveFile;
  readonly row: ArchiveFileRow;
}

/** The files in some states, the earliest period first. */
export async function readFiles(
  knex: Knex,
  dialect: Dialect,
  where: {
    readonly states: readonly FileState[];
    readonly period?: string;
  },
): Promise<readonly StoredFile[]> {
  const query = knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .whereIn('state', [...where.states])
    .orderBy(['recorded_from', 'period', 'class', 'part']);
  if (where.period !== undefined) {
    query.where({ period: where.period });
  }
  const rows: ArchiveFileRow[] = await query.select();
  return rows.map(row => storedFile(row, dialect));
}

/** Throws a NotFoundError where there is none of this id. */
export async function readFile(
  knex: Knex,
  dialect: Dialect,
  id: string,
): Promise<StoredFile> {
  const row = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .where({ id })
    .first();
  if (!row) {
    throw new NotFoundError(`There is no file ${id} in the archive`);
  }
  return storedFile(row, dialect);
}

function storedFile(row: ArchiveFileRow, dialect: Dialect): StoredFile {
  return { row, file: fileFromRow(row, sequencesOf(row), dialect) };
}
