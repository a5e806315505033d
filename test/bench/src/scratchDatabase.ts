// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** An empty database on a PostgreSQL server, and how to drop it. */
export interface ScratchDatabase {
  readonly connectionString: string;
  /** Of the server, and how a portal whose audit log is to use this database names its databases. */
  readonly server: string;
  readonly prefix: string;
  drop(): Promise<void>;
}

/** `copyOf`: with everything that another one has, which nobody may be connected to meanwhile. */
export async function createScratchDatabase(
  server: string,
  copyOf?: ScratchDatabase,
): Promise<ScratchDatabase> {
  const prefix = `bench_${randomBytes(6).toString('hex')}_`;
  const name = nameOf(prefix);
  const template = copyOf
    ? ` TEMPLATE "${nameOf(copyOf.prefix)}" STRATEGY FILE_COPY`
    : '';
  await onServer(server, `CREATE DATABASE "${name}"${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    connectionString: url.toString(),
    server,
    prefix,
    drop: () => dropAll(server, prefix),
  };
}

function nameOf(prefix: string): string {
  return `${prefix}audit-log`;
}

/** A portal has made databases for its other plugins. */
async function dropAll(server: string, prefix: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    );
    for (const { datname } of rows) {
      await client.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
    }
  } finally {
    await client.end();
  }
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
