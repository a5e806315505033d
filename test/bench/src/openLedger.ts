// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { EventTypeRegistry } from 'backstage-plugin-audit-log-backend/src/eventTypes/EventTypeRegistry';
import { Ledger } from 'backstage-plugin-audit-log-backend/src/ledger';
import type { AppendParticipant } from 'backstage-plugin-audit-log-backend/src/ledger/AppendParticipant';
import { createSealing } from 'backstage-plugin-audit-log-backend/src/sealing/createSealing';
import type { Knex } from 'knex';
import { openDatabase } from './openDatabase';

/** A ledger at work, and the way to its database. */
export interface OpenLedger {
  readonly knex: Knex;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

export interface OpenLedgerOptions {
  readonly participant?: AppendParticipant;
  /** A file that the key is kept in, and made if it is not there; without one nothing is sealed. */
  readonly keyFile?: string;
}

/** Opens the ledger in a database: a PostgreSQL connection string, or the path of an SQLite file. */
export async function openLedger(
  database: string,
  { participant, keyFile }: OpenLedgerOptions = {},
): Promise<OpenLedger> {
  const knex = openDatabase(database);
  const logger = standardError();
  const sealing = await createSealing({
    config: sealingConfig(keyFile),
    knex,
    logger,
    registry: new EventTypeRegistry(),
  });
  const ledger = await Ledger.create({
    database: { getClient: async () => knex },
    logger,
    participant,
    sealing: sealing.ofLedger,
  });
  ledger.start();
  sealing.start();
  return {
    knex,
    ledger,
    close: async () => {
      await ledger.stop();
      await sealing.stop();
      await knex.destroy();
    },
  };
}

function sealingConfig(keyFile: string | undefined): ConfigReader {
  return new ConfigReader({
    app: { baseUrl: 'http://localhost' },
    auditLog: {
      sealing: {
        enabled: keyFile !== undefined,
        ...(keyFile && { keyFile }),
        checkpoints: { log: false },
      },
    },
  });
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
