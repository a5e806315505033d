// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import type { Period } from '../ArchiveFile';
import { fileNames } from '../fileNames';

const UNDER_WAY: readonly ArchiveFileRow['state'][] = [
  'writing',
  'written',
  'checked',
];

/**
 * Begins a file of a period and class: the next part. Undefined when another process has begun it at the same moment, or one of
 * this period and class is under way already.
 */
export async function insertFile(
  knex: Knex,
  dialect: Dialect,
  file: {
    readonly period: Period;
    readonly class: string;
    readonly beforeSequence: number;
  },
): Promise<string | undefined> {
  const id = uuidv7();
  const { period, beforeSequence } = file;
  const of = { period: period.name, class: file.class };
  const others = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .where(of)
    .select('part', 'state');
  if (others.some(({ state }) => UNDER_WAY.includes(state))) {
    return undefined;
  }
  const part = 1 + Math.max(0, ...others.map(other => other.part));
  try {
    await knex<ArchiveFileRow>(ARCHIVE_TABLES.files).insert({
      id,
      ...of,
      part,
      name: fileNames({ ...file, part }).events,
      state: 'writing',
      before_sequence: beforeSequence,
      recorded_from: dialect.writeTime(period.from),
      recorded_to: dialect.writeTime(period.to),
      // On the clock of the database, as the erasures are that it is compared with.
      started_at: knex.raw(dialect.timeFromNow(0)),
    });
    return id;
  } catch (error: unknown) {
    if (dialect.isUniqueViolation(error)) {
      return undefined;
    }
    throw error;
  }
}
