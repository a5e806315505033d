// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';

/**
 * Asked for an engine that is not there, TestDatabases leaves it out without a word, and a suite over `eachSupportedId()`
 * would be green on SQLite alone.
 */
describe('the engines that the tests run on', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  it('has SQLite with full-text search', async () => {
    const knex = await databases.init('SQLITE_3');
    await knex.raw('create virtual table words using fts5 (text)');
    await knex('words').insert({ text: 'deleted entity' });
    expect(await knex('words').whereRaw("text match 'entity'")).toHaveLength(1);
  });

  it('has a real PostgreSQL 18', async () => {
    const knex = await databases.init('POSTGRES_18');
    const { rows } = await knex.raw('show server_version_num');
    expect(Math.floor(Number(rows[0].server_version_num) / 10_000)).toBe(18);
  });
});
