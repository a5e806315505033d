// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';

/** A database of a test, and how other processes reach it. */
export async function ownDatabase(
  databases: TestDatabases,
  engine: string,
  directory: string,
): Promise<{ knex: Knex; database: Knex.Config }> {
  if (engine === 'SQLite') {
    const database = {
      client: 'better-sqlite3',
      connection: { filename: join(directory, `${randomUUID()}.sqlite`) },
      useNullAsDefault: true,
    };
    return { knex: knexFactory(database), database };
  }
  const knex = await databases.init('POSTGRES_18');
  const { connection, client } = knex.client.config;
  // Knex hides the password from being copied along.
  const { password } = connection;
  return {
    knex,
    database: {
      client,
      connection: { ...connection, password },
      pool: { min: 0, max: 3 },
    },
  };
}
