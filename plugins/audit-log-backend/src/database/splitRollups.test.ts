// SPDX-License-Identifier: Apache-2.0
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { dialectOf } from './dialect';
import { migrateDatabase } from './migrateDatabase';
import { rollupsOf, type CountedEvent } from './rollupsOf';
import { TABLES } from './tables';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const directory = resolvePackagePath(
  'backstage-plugin-audit-log-backend',
  'migrations',
);
const SPLIT = { directory, name: '20261125020000_split_rollups.js' };

/** Two days, two actors, two outcomes; in another project each. */
const EVENTS: readonly (CountedEvent & { readonly project: string })[] =
  Array.from({ length: 16 }, (_, index) => ({
    occurred_at: Date.UTC(2026, 0, 1 + (index % 2), 5 + ((index >> 1) % 2), 7),
    plugin: 'toy',
    event: 'play',
    action: 'toy.play',
    category: 'toys',
    severity: 1,
    outcome: (index >> 2) % 2,
    actor_type: 0,
    actor: `user:default/u${(index >> 3) % 2}`,
    project: `system:default/p${index}`,
  }));

describe.each(databases.eachSupportedId())('Counts on %s', databaseId => {
  it('are split by a migration, and put together again', async () => {
    const knex = await databases.init(databaseId);
    const dialect = dialectOf(knex);
    await migrateDatabase(knex, dialect);
    await knex.migrate.down(SPLIT);

    const hourOf = (time: number) => Math.floor(time / 3_600_000) * 3_600_000;
    await knex(TABLES.rollups).insert(
      EVENTS.map(({ occurred_at, ...columns }, index) => ({
        ...columns,
        stream: 3,
        hour: dialect.writeTime(hourOf(occurred_at)),
        dimensions: String(index),
        events: 1,
      })),
    );
    await knex.migrate.up(SPLIT);

    const read = async (table: string) =>
      (await knex(table).select()).map(row => ({
        ...row,
        hour: dialect.readTime(row.hour),
        events: Number(row.events),
      }));
    const { kinds, actors } = rollupsOf(EVENTS);
    const stored = (rollups: readonly object[]) =>
      expect.arrayContaining(rollups.map(row => ({ ...row, stream: 3 })));
    expect(kinds).toHaveLength(8);
    expect(await read(TABLES.rollups)).toEqual(stored(kinds));
    expect(await read(TABLES.rollups)).toHaveLength(kinds.length);
    expect(await read(TABLES.actorRollups)).toEqual(stored(actors));
    expect(await read(TABLES.actorRollups)).toHaveLength(actors.length);

    await knex.migrate.down(SPLIT);
    const [{ total }] = await knex(TABLES.rollups).sum({ total: 'events' });
    expect(Number(total)).toBe(EVENTS.length);
  });
});
