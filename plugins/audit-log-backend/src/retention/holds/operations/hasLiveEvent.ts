// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { TABLES } from '../../../database/tables';
import { eventConditions } from '../../../query/operations/eventConditions';
import { all, sql } from '../../../query/operations/sql';
import type { Period } from '../../files/ArchiveFile';
import { searchOf, windowOf, type HoldMatch } from '../holdMatch';

/** Whether an event of a period that is in the live table matches a hold. Looks through one partition at most. */
export async function hasLiveEvent(
  knex: Knex,
  dialect: Dialect,
  period: Period,
  hold: HoldMatch,
): Promise<boolean> {
  const { from, to } = windowOf(hold);
  const time = (milliseconds: number) => dialect.writeTime(milliseconds);
  const where = all([
    ...eventConditions(searchOf(hold), { kind: 'everything' }, dialect),
    sql('e.recorded_at >= ?', time(period.from)),
    sql('e.recorded_at < ?', time(period.to)),
    ...(from === undefined ? [] : [sql('e.occurred_at >= ?', time(from))]),
    ...(to === undefined ? [] : [sql('e.occurred_at < ?', time(to))]),
  ]);
  const found = await knex
    .select(knex.raw('1 AS found'))
    .from({ e: TABLES.events })
    .whereRaw(where.text, [...where.bindings])
    .first();
  return found !== undefined;
}
