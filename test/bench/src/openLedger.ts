// SPDX-License-Identifier: Apache-2.0
import { Ledger } from 'backstage-plugin-audit-log-backend/src/ledger';
import type { AppendParticipant } from 'backstage-plugin-audit-log-backend/src/ledger/AppendParticipant';
import type { Knex } from 'knex';
import { openDatabase } from './openDatabase';
import { openSealing } from './openSealing';
import { standardError } from './standardError';

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
  const sealing = await openSealing(knex, keyFile);
  const ledger = await Ledger.create({
    database: { getClient: async () => knex },
    logger: standardError(),
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
