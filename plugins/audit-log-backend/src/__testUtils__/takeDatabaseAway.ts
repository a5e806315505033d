// SPDX-License-Identifier: Apache-2.0
import knexFactory, { type Knex } from 'knex';

/**
 * Takes a PostgreSQL database away from whoever uses it, as a server that goes away does: connections end in whatever they are at, and
 * new ones are refused. Gives what brings it back. A pool that is destroyed and made again would not do: what asks it for a connection
 * at the wrong moment gets no answer.
 */
export async function takeDatabaseAway(
  knex: Knex,
): Promise<() => Promise<void>> {
  const { connection, client } = knex.client.config;
  // Knex hides the password from being copied along.
  const { database, password } = connection;
  const inServer = async <T>(
    work: (admin: Knex) => PromiseLike<T>,
  ): Promise<void> => {
    const admin = knexFactory({
      client,
      connection: { ...connection, password, database: 'postgres' },
      pool: { min: 0, max: 1 },
    });
    try {
      await work(admin);
    } finally {
      await admin.destroy();
    }
  };
  const allow = (admin: Knex, isAllowed: boolean) =>
    admin.raw(`ALTER DATABASE ?? ALLOW_CONNECTIONS ${isAllowed}`, [database]);

  await inServer(async admin => {
    await allow(admin, false);
    await admin.raw(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?',
      [database],
    );
  });
  return () => inServer(admin => allow(admin, true));
}
