// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import type { Period } from '../files/ArchiveFile';
import { countPeriod, type KindCount } from './operations/countPeriod';
import { nextCounted } from './operations/nextCounted';
import type { PeriodLength } from './periods';

/** How many live events there are of one kind in a period. */
export interface LiveCount extends KindCount {
  readonly period: Period;
}

/** Counts the live events, period by period. Periods without any cost nothing, however many there are between two. */
export async function countLive(options: {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly length: PeriodLength;
  /** In place of asking the database, for whoever remembers what it said. */
  count?(period: Period): Promise<readonly KindCount[]>;
}): Promise<readonly LiveCount[]> {
  const { knex, dialect, length } = options;
  const count = options.count ?? (period => countPeriod(knex, dialect, period));
  const counts: LiveCount[] = [];
  for (
    let period = await nextCounted(knex, dialect, length);
    period;
    period = await nextCounted(knex, dialect, length, period.to)
  ) {
    for (const kind of await count(period)) {
      counts.push({ ...kind, period });
    }
  }
  return counts;
}
