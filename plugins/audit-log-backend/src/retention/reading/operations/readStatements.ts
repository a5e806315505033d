// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import type { RemovalStatement } from '../../files/ArchiveFile';

/** The statements of what was removed, by id of the file, other than those that are known already: they never change. */
export async function readStatements(
  knex: Knex,
  known: ReadonlyMap<string, RemovalStatement>,
): Promise<ReadonlyMap<string, RemovalStatement>> {
  const rows = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .whereIn('state', ['removing', 'removed'])
    .whereNotNull('statement')
    .orderBy(['period', 'class', 'part'])
    .select('id');
  const unknown = rows.map(({ id }) => id).filter(id => !known.has(id));
  const texts =
    unknown.length === 0
      ? []
      : await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
          .whereIn('id', unknown)
          .select('id', 'statement');
  const read = new Map<string, RemovalStatement>(
    texts.map(({ id, statement }) => [id, JSON.parse(statement ?? 'null')]),
  );
  return new Map(
    rows.flatMap(({ id }) => {
      const statement = known.get(id) ?? read.get(id);
      return statement ? [[id, statement] as const] : [];
    }),
  );
}
