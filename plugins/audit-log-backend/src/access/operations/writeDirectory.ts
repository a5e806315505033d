// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../database/accessTables';
import type { ColumnType, Dialect } from '../../database/dialect';
import type { DirectoryChanges } from '../directory/changesOf';

/** Rows of one statement; each is some 100 bytes of its one binding. */
const BATCH = 2_000;

const PEOPLE = { ref: 'text', title: 'text', email: 'text', source: 'text' };
const GROUPS = { ref: 'text', title: 'text', description: 'text' };
const EDGES = { child_ref: 'text', group_ref: 'text' };

type Columns = Readonly<Record<string, ColumnType>>;

/** Writes what has changed in the catalog, as of a time in epoch milliseconds. */
export async function writeDirectory(
  knex: Knex.Transaction,
  dialect: Dialect,
  changes: DirectoryChanges,
  at: number,
): Promise<void> {
  const { people, catalogGroups, catalogEdges } = ACCESS_TABLES;
  const time = dialect.writeTime(at);

  /** Adds rows from this time on. */
  const begin = async (
    table: string,
    columns: object,
    rows: readonly object[],
    otherwise = '',
  ) => {
    const all = { ...columns, started_at: 'time' } as Columns;
    const names = Object.keys(all).join(', ');
    for (const batch of batches(rows)) {
      await knex.raw(
        `INSERT INTO ${table} (${names}) SELECT ${names}
         FROM ${dialect.rowsFromJson(all)} WHERE TRUE ${otherwise}`,
        [JSON.stringify(batch.map(row => ({ ...row, started_at: time })))],
      );
    }
  };
  /** Ends the rows that hold and have these values. */
  const end = async (
    table: string,
    columns: object,
    rows: readonly object[],
  ) => {
    const names = Object.keys(columns).join(', ');
    for (const batch of batches(rows)) {
      await knex.raw(
        `UPDATE ${table} SET ended_at = ? WHERE ended_at IS NULL AND (${names}) IN
         (SELECT ${names} FROM ${dialect.rowsFromJson(columns as Columns)})`,
        [time, JSON.stringify(batch)],
      );
    }
  };

  await begin(people, PEOPLE, changes.people, updating(PEOPLE));
  await begin(catalogGroups, GROUPS, changes.groups, updating(GROUPS));
  await end(people, { ref: 'text' }, changes.peopleGone.map(refOnly));
  await end(catalogGroups, { ref: 'text' }, changes.groupsGone.map(refOnly));
  await end(catalogEdges, EDGES, changes.ended.map(edgeRow));
  await begin(catalogEdges, EDGES, changes.begun.map(edgeRow));
}

/**
 * What is done with a row that is there already. Who comes back has been known since the first time; that they were away,
 * their memberships say.
 */
function updating(columns: object): string {
  const set = Object.keys(columns).map(name => `${name} = excluded.${name}`);
  return `ON CONFLICT (ref) DO UPDATE SET ${set.join(', ')}, ended_at = NULL`;
}

function refOnly(ref: string) {
  return { ref };
}

function edgeRow(edge: { readonly child: string; readonly group: string }) {
  return { child_ref: edge.child, group_ref: edge.group };
}

function* batches<T>(items: readonly T[]): Iterable<readonly T[]> {
  for (let start = 0; start < items.length; start += BATCH) {
    yield items.slice(start, start + BATCH);
  }
}
