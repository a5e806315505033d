// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../../__testUtils__/testLedger';
import { dialectOf } from '../../../database/dialect';
import { sequenceBatches } from '../../../database/operations/sequenceBatches';
import type {
  PagePosition,
  ReadPage,
  WindowedSearch,
} from '../../../query/AuditEventReader';
import type { EventFiles } from '../../format/EventFiles';
import type { ArchiveStore } from '../../store/ArchiveStore';
import type { SpanningEventReader } from '../SpanningEventReader';
import {
  closeTestArchives,
  testArchive,
  type TestArchive,
} from './testArchive';

export const JANUARY = 'events/year=2026/month=01/2026-01.default.1.parquet';
export const FEBRUARY = 'events/year=2026/month=02/2026-02.default.1.parquet';
export const SCOPE = { kind: 'everything' } as const;
/** All of it, by time. */
export const SEARCH = {
  include: {},
  exclude: {},
  order: 'newest' as const,
  from: Date.parse('2026-01-01T00:00:00Z'),
  to: Date.parse('2026-04-01T00:00:00Z'),
};

/** January and February in files of 40 events each, ten of March live. It MUST be closed. */
export class TwoMonthsInFiles {
  static async create(knex: Knex): Promise<TwoMonthsInFiles> {
    const ledger = await testLedger(knex);
    const events = [
      ['2026-01-10T00:00:00Z', 40] as const,
      ['2026-02-10T00:00:00Z', 40] as const,
      ['2026-03-10T00:00:00Z', 10] as const,
    ].flatMap(([time, count]) =>
      Array.from({ length: count }, (_, index) =>
        auditEvent({ id: uuidAt(Date.parse(time) + index) }),
      ),
    );
    await ledger.sink.append(events);
    await sequenceBatches(knex, dialectOf(knex));
    const logger = mockServices.logger.mock();
    const archive = await testArchive(knex, { logger });
    await archive.writeMonths(
      await archive.events(({ sequence }) => sequence < 80),
    );
    const ids = events.map(({ id }) => id).reverse();
    return new TwoMonthsInFiles(knex, logger, archive, ids);
  }

  private constructor(
    readonly knex: Knex,
    readonly logger: ReturnType<typeof mockServices.logger.mock>,
    readonly archive: TestArchive,
    /** Of all events, the newest first. */
    readonly ids: readonly string[],
  ) {}

  /** The store of the archive, in which opening is another thing. */
  storeThat(open: ArchiveStore['open']): ArchiveStore {
    return new Proxy(this.archive.store, {
      get: (store, name: keyof ArchiveStore) => {
        const value = name === 'open' ? open : store[name];
        return typeof value === 'function' ? value.bind(store) : value;
      },
    });
  }

  /** The files, of which asking is another thing: `ask` is given what asks the real ones. */
  filesThat(
    ask: (query: () => Promise<unknown>, text: string) => Promise<unknown>,
  ): EventFiles {
    const { files } = this.archive;
    return {
      write: (...of) => files.write(...of),
      read: (...of) => files.read(...of),
      close: () => files.close(),
      query: async <TRow>(...of: Parameters<EventFiles['query']>) =>
        (await ask(() => files.query(...of), of[1].text)) as readonly TRow[],
    };
  }

  /** A page that does not end because the machine is slow. */
  page(
    reader: SpanningEventReader,
    limit: number,
    position?: PagePosition,
    search: Partial<WindowedSearch> = {},
  ): Promise<ReadPage> {
    return reader.readPage({
      search: { ...SEARCH, ...search },
      scope: SCOPE,
      limit,
      position,
      budgetMs: 60_000,
    });
  }

  async close(): Promise<void> {
    await closeTestArchives();
    await stopTestLedgers();
  }
}
