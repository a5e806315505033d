// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** An empty database on a PostgreSQL server, and how to drop it. */
export interface ScratchDatabase {
  readonly connectionString: string;
  drop(): Promise<void>;
}

export async function createScratchDatabase(
  server: string,
): Promise<ScratchDatabase> {
  const name = `bench_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    connectionString: url.toString(),
    drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
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
