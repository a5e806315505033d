// SPDX-License-Identifier: Apache-2.0
import type { AuditEventReader } from 'backstage-plugin-audit-log-backend/src/query/AuditEventReader';
import { DatabaseEventReader } from 'backstage-plugin-audit-log-backend/src/query/DatabaseEventReader';
import { median } from '../median';
import { openLedger } from '../openLedger';
import { seed } from '../seed';

const ROUNDS = 31;
const PAGE_SIZE = 50;
const DAY_MS = 24 * 60 * 60 * 1000;
const DAYS = 30;

/** Medians of the milliseconds that a page of 50 takes. */
export interface PageFigures {
  readonly events: number;
  readonly first: number;
  /** After nine tenths of all events. */
  readonly deep: number;
  /** The newest of one actor that failed. */
  readonly filtered: number;
}

/** Fills a database with activity of 30 days, and reads pages of it. */
export async function measurePages(
  database: string,
  events: number,
): Promise<PageFigures> {
  await seed({ database, events, days: DAYS });
  const { knex, close } = await openLedger(database);
  try {
    // As the database does by itself, only not in the middle of the measurement.
    await knex.raw(
      knex.client.config.client === 'pg' ? 'VACUUM ANALYZE' : 'ANALYZE',
    );
    const reader = await DatabaseEventReader.create({
      database: { getClient: async () => knex },
    });
    const to = Date.now();
    const from = to - (DAYS + 1) * DAY_MS;
    const search = {
      from,
      to,
      include: {},
      exclude: {},
      order: 'newest',
    } as const;
    const actors = ['user:default/person-3'];
    return {
      events,
      first: await medianOf(reader, { search }),
      deep: await medianOf(reader, {
        search,
        position: {
          by: 'time',
          direction: 'next',
          time: to - 0.9 * DAYS * DAY_MS,
          id: '00000000-0000-7000-8000-000000000000',
        },
      }),
      filtered: await medianOf(reader, {
        search: { ...search, include: { actor: actors, outcome: ['failed'] } },
      }),
    };
  } finally {
    await close();
  }
}

async function medianOf(
  reader: AuditEventReader,
  request: Pick<
    Parameters<AuditEventReader['readPage']>[0],
    'search' | 'position'
  >,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now();
    const page = await reader.readPage({
      ...request,
      scope: { kind: 'everything' },
      limit: PAGE_SIZE,
    });
    times.push(performance.now() - begun);
    if (page.items.length === 0) {
      throw new Error('A page that should hold events is empty');
    }
  }
  return median(times);
}
