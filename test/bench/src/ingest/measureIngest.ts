// SPDX-License-Identifier: Apache-2.0
import { dialectOf } from 'backstage-plugin-audit-log-backend/src/database/dialect';
import { median } from '../median';
import { openLedger } from '../openLedger';
import type { Figure } from '../report';
import { createScratchDatabase } from '../scratchDatabase';
import { appendToLedger } from './appendToLedger';
import { copyRows } from './copyRows';
import { freshEvents } from './freshEvents';
import { insertSingly } from './insertSingly';

const ROUNDS = 7;
const EVENTS = 20_000;
const SINGLE_EVENTS = 2_000;

/**
 * Ingest into three equal tables on one server, each way once a round, so that all of them meet the same weather. The
 * Ledger's figure holds everything it does: making the rows, further references, counts, batches, and the order.
 */
export async function measureIngest(
  server: string,
): Promise<readonly Figure[]> {
  const databases = await Promise.all(
    Array.from({ length: 3 }, () => createScratchDatabase(server)),
  );
  const [forLedger, forCopy, forSingles] = await Promise.all(
    databases.map(database => openLedger(database.connectionString)),
  );
  const rates = {
    copy: [] as number[],
    calls: [] as number[],
    events: [] as number[],
    singles: [] as number[],
  };
  try {
    const dialect = dialectOf(forLedger.knex);
    const { sink } = forLedger.ledger;
    for (let round = 0; round < ROUNDS; round++) {
      const singles = freshEvents(SINGLE_EVENTS, round);
      rates.singles.push(
        SINGLE_EVENTS /
          (await insertSingly(forSingles.knex, dialect, singles, round)),
      );
      const copied = freshEvents(EVENTS, round);
      rates.copy.push(EVENTS / (await copyRows(forCopy.knex, copied, round)));
      const calls = freshEvents(EVENTS, round);
      rates.calls.push(
        EVENTS /
          (await appendToLedger(sink, calls, {
            callSize: 100,
            callsAtOnce: 16,
          })),
      );
      const single = freshEvents(EVENTS, round);
      rates.events.push(
        EVENTS /
          (await appendToLedger(sink, single, {
            callSize: 1,
            callsAtOnce: 1000,
          })),
      );
    }
  } finally {
    await Promise.all([forLedger, forCopy, forSingles].map(it => it.close()));
    await Promise.all(databases.map(database => database.drop()));
  }

  const ceiling = median(rates.copy);
  const figure = (what: string, values: readonly number[]): Figure => ({
    what,
    figure: `${Math.round(median(values)).toLocaleString('en')} events/s`,
    ratio: (median(values) / ceiling).toFixed(2),
  });
  return [
    figure('COPY of finished rows from a file, 1 connection', rates.copy),
    figure('Ledger, calls of 100 events', rates.calls),
    figure('Ledger, calls of 1 event', rates.events),
    figure('INSERT of 1 row, awaited, 16 at a time', rates.singles),
  ];
}
