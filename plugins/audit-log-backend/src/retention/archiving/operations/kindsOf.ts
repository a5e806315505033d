// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { DAY_MS } from '../../../database/rollupsOf';
import {
  TABLES,
  type EventRow,
  type RollupRow,
} from '../../../database/tables';
import { keyCondition } from '../../../query/operations/eventConditions';
import { all, any, sql } from '../../../query/operations/sql';
import type { Period } from '../../files/ArchiveFile';

/** Events occur at most so long before they are recorded: reports that are later are refused. A day more for clocks. */
const RECORDED_AFTER_MS = 8 * DAY_MS;
const AHEAD_MS = DAY_MS;

export type EventKind = Pick<EventRow, 'action' | 'category'>;

/**
 * What kinds of events there may be in the live table of a period, by the counts: too many, since they are counted by when they
 * occurred.
 */
export async function kindsIn(
  knex: Knex,
  dialect: Dialect,
  period: Period,
): Promise<readonly EventKind[]> {
  return knex<RollupRow>(TABLES.rollups)
    .where('hour', '>=', dialect.writeTime(period.from - RECORDED_AFTER_MS))
    .where('hour', '<', dialect.writeTime(period.to + AHEAD_MS))
    .distinct('action', 'category');
}

/** Whether the live table has an event of one of these kinds of a period. By the index over actions, up to the first. */
export async function hasEventOf(
  knex: Knex,
  dialect: Dialect,
  period: Period,
  kinds: readonly EventKind[],
): Promise<boolean> {
  if (kinds.length === 0) {
    return false;
  }
  const byCategory = new Map<string, string[]>();
  for (const { category, action } of kinds) {
    byCategory.set(category, [...(byCategory.get(category) ?? []), action]);
  }
  const isKey = keyCondition(dialect);
  const time = dialect.writeTime;
  const where = all([
    any(
      Array.from(byCategory, ([category, actions]) =>
        all([isKey('e.action', actions), sql('e.category = ?', category)]),
      ),
    ),
    sql(
      'e.occurred_at >= ? AND e.occurred_at < ?',
      time(period.from - RECORDED_AFTER_MS),
      time(period.to + AHEAD_MS),
    ),
    sql(
      'e.recorded_at >= ? AND e.recorded_at < ?',
      time(period.from),
      time(period.to),
    ),
  ]);
  const found = await knex
    .from({ e: TABLES.events })
    .whereRaw(where.text, [...where.bindings] as Knex.RawBinding[])
    .first('e.id');
  return found !== undefined;
}

/** The kind of the first event of a period; undefined when the live table has none of it. By the key. */
export async function firstKindOf(
  knex: Knex,
  dialect: Dialect,
  period: Period,
): Promise<EventKind | undefined> {
  const streams: number[] = await knex(TABLES.streams).pluck('stream');
  for (const stream of streams) {
    const found = await knex<EventRow>(TABLES.events)
      .where({ stream })
      .where('recorded_at', '>=', dialect.writeTime(period.from))
      .where('recorded_at', '<', dialect.writeTime(period.to))
      .orderBy('recorded_at')
      .first('action', 'category');
    if (found) {
      return found;
    }
  }
  return undefined;
}
