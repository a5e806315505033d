// SPDX-License-Identifier: Apache-2.0
import type { PageRequest } from 'backstage-plugin-audit-log-backend/src/query/AuditEventReader';
import { DatabaseEventReader } from 'backstage-plugin-audit-log-backend/src/query/DatabaseEventReader';
import { openLedger } from '../openLedger';
import { seed } from '../seed';

const PAGE_SIZE = 50;
const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 30;

/** The pages that are measured. */
export type PageName = 'first' | 'deep' | 'filtered';

/** A filled ledger that pages are read from. */
export interface Pages {
  readonly events: number;
  /** Reads a page once; gives the milliseconds it took. */
  time(page: PageName): Promise<number>;
  close(): Promise<void>;
}

/** Fills a database with activity of 30 days. */
export async function openPages(
  database: string,
  events: number,
): Promise<Pages> {
  await seed({ database, events, days: DAYS });
  const { knex, close } = await openLedger(database);
  // As the database does by itself, only not in the middle of the measurement.
  await knex.raw(
    knex.client.config.client === 'pg' ? 'VACUUM ANALYZE' : 'ANALYZE',
  );
  const reader = await DatabaseEventReader.create({
    database: { getClient: async () => knex },
  });
  const to = Date.now();
  const everything = {
    from: to - (DAYS + 1) * DAY_MS,
    to,
    include: {},
    exclude: {},
    order: 'newest',
  } as const;
  const requests: Record<PageName, Pick<PageRequest, 'search' | 'position'>> = {
    first: { search: everything },
    deep: {
      search: everything,
      position: {
        by: 'time',
        direction: 'next',
        time: to - 0.9 * DAYS * DAY_MS,
        id: '00000000-0000-7000-8000-000000000000',
      },
    },
    filtered: {
      search: {
        ...everything,
        include: { actor: ['user:default/person-3'], outcome: ['failed'] },
      },
    },
  };
  return {
    events,
    close,
    time: async page => {
      const begun = performance.now();
      const { items } = await reader.readPage({
        ...requests[page],
        scope: { kind: 'everything' },
        limit: PAGE_SIZE,
      });
      const milliseconds = performance.now() - begun;
      if (items.length === 0) {
        throw new Error(`The ${page} page should hold events and is empty`);
      }
      return milliseconds;
    },
  };
}
