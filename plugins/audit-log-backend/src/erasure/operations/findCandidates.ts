// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { storedKey } from '../../database/storedText';
import { REF_KINDS, TABLES, type EventRow } from '../../database/tables';
import { keyCondition } from '../../query/operations/eventConditions';
import { all, sql, type Sql } from '../../query/operations/sql';
import type { Person } from '../Person';

/**
 * The words of a long event are cut, so that a reference in it may not be found by them. A text that is personal as a whole
 * has at most 320 characters, and what is kept at most 4,096 after that of at most 2,048: shorter words were not cut
 * where such a text could have been.
 */
const MAY_BE_CUT = 3_400;

/** What an event is found by: its key. `recorded_at` is epoch milliseconds. */
export interface Candidate {
  readonly stream: number;
  readonly recorded_at: number;
  readonly id: string;
}

/** Before that of any event. */
export const LOWEST_ID = '00000000-0000-0000-0000-000000000000';

/** From where to look on. */
export interface SearchPosition {
  readonly recordedAt: number;
  readonly id: string;
}

/**
 * The next events recorded before a time that may have something of a person: as actor or target, or anywhere in what a plugin
 * reported, where it is found by its words. They are a few too many: what is in an event is seen when it is read.
 */
export async function findCandidates(
  knex: Knex,
  dialect: Dialect,
  options: {
    readonly person: Person;
    readonly after: SearchPosition;
    readonly before: number;
    readonly limit: number;
  },
): Promise<readonly Candidate[]> {
  const { person, after, before, limit } = options;
  const keys = person.references.map(storedKey);
  const isKey = keyCondition(dialect);
  const words = dialect.wordsBegin(person.words);
  const within = (alias: string) => [
    // Said twice: the first is what partitions are left out by.
    sql(
      `${alias}.recorded_at >= ? AND ${alias}.recorded_at < ?`,
      dialect.writeTime(after.recordedAt),
      dialect.writeTime(before),
    ),
    sql(
      `(${alias}.recorded_at, ${alias}.id) > (?, ?)`,
      dialect.writeTime(after.recordedAt),
      after.id,
    ),
  ];
  const events = (condition: Sql) =>
    select(`${TABLES.events} e`, 'e', [condition, ...within('e')]);
  const found = [
    events(isKey('e.actor', keys)),
    events(isKey('e.target', keys)),
    select(`${TABLES.refs} r`, 'r', [
      sql(`r.kind = ${REF_KINDS.target}`),
      isKey('r.ref', keys),
      ...within('r'),
    ]),
    events(sql(words.sql, words.binding)),
    // By the key, stream for stream.
    select(`${TABLES.streams} s CROSS JOIN ${TABLES.events} e`, 'e', [
      sql(`e.stream = s.stream AND length(e.search_text) > ${MAY_BE_CUT}`),
      ...within('e'),
    ]),
  ];
  // A step of its own: in order, the planner would rather walk through all events than use what finds these.
  const rows: Pick<EventRow, 'stream' | 'recorded_at' | 'id'>[] = await knex
    .with(
      'found',
      knex.raw(
        found.map(({ text }) => text).join(' UNION '),
        found.flatMap(({ bindings }) => bindings) as Knex.RawBinding[],
      ),
    )
    .from('found')
    .orderBy(['recorded_at', 'id'])
    .limit(limit)
    .select('stream', 'recorded_at', 'id');
  return rows.map(row => ({
    ...row,
    recorded_at: dialect.readTime(row.recorded_at),
  }));
}

function select(from: string, alias: string, conditions: readonly Sql[]): Sql {
  const where = all(conditions);
  return sql(
    `SELECT ${alias}.stream, ${alias}.recorded_at, ${alias}.id FROM ${from} WHERE ${where.text}`,
    ...where.bindings,
  );
}
