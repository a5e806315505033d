// SPDX-License-Identifier: Apache-2.0
import { dialectOf } from 'backstage-plugin-audit-log-backend/src/database/dialect';
import { median } from '../median';
import { openLedger } from '../openLedger';
import type { Figure } from '../report';
import { appendToLedger } from './appendToLedger';
import { freshEvents } from './freshEvents';
import { insertSingly } from './insertSingly';

const ROUNDS = 5;
const EVENTS = 10_000;
const SINGLE_EVENTS = 1_000;

/** Ingest into two equal SQLite files, each way once a round. SQLite has no COPY. */
export async function measureSqliteIngest(
  newFile: () => Promise<string>,
): Promise<readonly Figure[]> {
  const forLedger = await openLedger(await newFile());
  const forSingles = await openLedger(await newFile());
  const appended: number[] = [];
  const inserted: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const events = freshEvents(EVENTS, round);
      const { sink } = forLedger.ledger;
      appended.push(
        EVENTS /
          (await appendToLedger(sink, events, {
            callSize: 100,
            callsAtOnce: 16,
          })),
      );
      const singles = freshEvents(SINGLE_EVENTS, round);
      const { knex } = forSingles;
      inserted.push(
        SINGLE_EVENTS /
          (await insertSingly(knex, dialectOf(knex), singles, round)),
      );
    }
  } finally {
    await forLedger.close();
    await forSingles.close();
  }
  const base = median(inserted);
  return [
    {
      what: 'INSERT of 1 row, awaited',
      figure: rate(base),
      ratio: '1.00',
    },
    {
      what: 'Ledger, calls of 100 events',
      figure: rate(median(appended)),
      ratio: (median(appended) / base).toFixed(2),
    },
  ];
}

function rate(eventsPerSecond: number): string {
  return `${Math.round(eventsPerSecond).toLocaleString('en')} events/s`;
}
