// SPDX-License-Identifier: Apache-2.0
import { openDatabase } from '../openDatabase';
import { createLedger } from '../postgres/createLedger';
import type { ScratchDatabase } from '../scratchDatabase';
import { createMonths } from './createMonths';
import { type IndexSize, indexSizes } from './indexSizes';
import { multiply } from './multiply';
import { requireConsistent } from './requireConsistent';
import { seed } from './seed';

const DAY_MS = 24 * 60 * 60 * 1000;
const YEAR_MS = 365 * DAY_MS;
/** Beyond so many, events are made of those that are there. */
const MOST_APPENDED = 250_000;

/** A ledger with events of a year up to now on PostgreSQL. */
export interface SeededLedger extends ScratchDatabase {
  readonly events: number;
  /** Epoch milliseconds that all events lie between. */
  readonly from: number;
  readonly to: number;
  /** Of the events that were appended before others were made of them: indexes that have grown as they do. */
  readonly indexes: readonly IndexSize[];
}

/**
 * Fills a ledger. The ledger itself appends what it takes: events, counts, batches and order are as it makes them, and
 * so are its indexes. Many more are copies of these, moved in time by whole days, with all that belongs to them. A
 * recount at the end sees that everything fits.
 */
export async function seedLedger(
  database: ScratchDatabase,
  options: { readonly events: number; readonly keyFile: string },
): Promise<SeededLedger> {
  const { events, keyFile } = options;
  const copies = Math.ceil(events / MOST_APPENDED);
  const appended = Math.floor(events / copies);
  // In whole days, as hours and days are what is counted by.
  const spanMs = Math.floor(YEAR_MS / copies / DAY_MS) * DAY_MS;
  const to = Date.now();
  const from = to - copies * spanMs;

  const { connectionString } = database;
  await createLedger(connectionString);
  const knex = openDatabase(connectionString);
  try {
    await createMonths(knex, from, to);
    await seed({
      database: connectionString,
      events: appended,
      from,
      to: from + spanMs,
      keyFile,
    });
    const indexes = await indexSizes(knex, appended);
    await multiply(knex, { copies, spanMs });
    // As the database does by itself, only not in the middle of a measurement.
    await knex.raw('VACUUM ANALYZE');
    await requireConsistent(knex, copies * appended);
    return {
      ...database,
      events: copies * appended,
      from,
      to,
      indexes,
    };
  } finally {
    await knex.destroy();
  }
}
