// SPDX-License-Identifier: Apache-2.0
import { Client } from 'pg';

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** The databases of one portal on a real PostgreSQL, one for each plugin: Backstage creates them. */
export class PostgresDatabases {
  static create(prefix: string): PostgresDatabases {
    const connectionString = process.env[VARIABLE];
    if (!connectionString) {
      throw new Error(
        `Set ${VARIABLE} to a PostgreSQL 18 where databases may be created, as "npm test" does, or run --project=SQLite`,
      );
    }
    return new PostgresDatabases(connectionString, prefix);
  }

  private constructor(
    private readonly connectionString: string,
    private readonly prefix: string,
  ) {}

  /** For `backend.database`. */
  get config(): object {
    return {
      client: 'pg',
      connection: this.connectionString,
      prefix: this.prefix,
    };
  }

  async drop(): Promise<void> {
    const client = new Client({ connectionString: this.connectionString });
    await client.connect();
    try {
      const { rows } = await client.query(
        'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
        [this.prefix],
      );
      for (const { datname } of rows) {
        await client.query(
          `DROP DATABASE ${client.escapeIdentifier(datname)} WITH (FORCE)`,
        );
      }
    } finally {
      await client.end();
    }
  }
}
