// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { Ledger } from 'backstage-plugin-audit-log-backend/src/ledger';
import type { Knex } from 'knex';
import { openDatabase } from './openDatabase';

/** A ledger at work, and the way to its database. */
export interface OpenLedger {
  readonly knex: Knex;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/** Opens the ledger in a database: a PostgreSQL connection string, or the path of an SQLite file. */
export async function openLedger(database: string): Promise<OpenLedger> {
  const knex = openDatabase(database);
  const ledger = await Ledger.create({
    database: { getClient: async () => knex },
    logger: standardError(),
  });
  ledger.start();
  return {
    knex,
    ledger,
    close: async () => {
      await ledger.stop();
      await knex.destroy();
    },
  };
}

/** Standard output is for the figures. */
function standardError(): LoggerService {
  const write = (message: string | Error) =>
    process.stderr.write(`${message}\n`);
  const logger: LoggerService = {
    error: write,
    warn: write,
    info: () => {},
    debug: () => {},
    child: () => logger,
  };
  return logger;
}
