// SPDX-License-Identifier: Apache-2.0
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { dialectOf } from '../database/dialect';
import type {
  AuditEventReader,
  PagePosition,
  PageRequest,
  ReadPage,
  SealedEvent,
  SummaryRequest,
  WindowedSearch,
} from './AuditEventReader';
import { readEventById } from './operations/readEventById';
import { readPageBySequence } from './operations/readPageBySequence';
import { readPageByTime } from './operations/readPageByTime';
import type { QueryContext } from './operations/runBounded';
import type { ReadScope } from './ReadScope';
import { summarizeEvents } from './summary/summarizeEvents';

/** What a person waits for: a page that is full, or as much of one as there is after this time. */
const PAGE_BUDGET_MS = 1_800;
/** The time any other request may take in the database; half of what proxies commonly wait. */
const BUDGET_MS = 15_000;
const EXPORT_BATCH = 2_000;

/** Reads the events of the ledger's own database. */
export class DatabaseEventReader implements AuditEventReader {
  static async create(options: {
    readonly database: DatabaseService;
    readonly budgetMs?: number;
  }): Promise<DatabaseEventReader> {
    const knex = await options.database.getClient();
    return new DatabaseEventReader(
      { knex, dialect: dialectOf(knex) },
      options.budgetMs ?? BUDGET_MS,
      options.budgetMs ?? PAGE_BUDGET_MS,
    );
  }

  private constructor(
    private readonly context: QueryContext,
    private readonly budgetMs: number,
    private readonly pageBudgetMs: number,
  ) {}

  readPage(request: PageRequest): Promise<ReadPage> {
    return this.pageWithin(request, this.pageBudgetMs);
  }

  private pageWithin(
    request: PageRequest,
    budgetMs: number,
  ): Promise<ReadPage> {
    const { position, ...rest } = request;
    return request.search.order === 'sequence'
      ? readPageBySequence(
          this.context,
          {
            ...rest,
            position: position?.by === 'sequence' ? position : undefined,
          },
          budgetMs,
        )
      : readPageByTime(
          this.context,
          { ...rest, position: position?.by === 'time' ? position : undefined },
          budgetMs,
        );
  }

  async readEvent(
    id: string,
    scope: ReadScope,
  ): Promise<AuditEvent | undefined> {
    return (await this.readSealedEvent(id, scope))?.event;
  }

  readSealedEvent(
    id: string,
    scope: ReadScope,
  ): Promise<SealedEvent | undefined> {
    return readEventById(this.context, id, scope, this.budgetMs);
  }

  summarize(
    request: SummaryRequest,
  ): ReturnType<AuditEventReader['summarize']> {
    return summarizeEvents(this.context, request, this.budgetMs);
  }

  async *readAll(request: {
    search: WindowedSearch;
    scope: ReadScope;
    signal: AbortSignal;
  }): AsyncGenerator<readonly AuditEvent[]> {
    const { search, scope, signal } = request;
    const read = (position?: PagePosition) =>
      this.pageWithin(
        { search, scope, limit: EXPORT_BATCH, position },
        this.budgetMs,
      );
    let reading: Promise<ReadPage> | undefined = read();
    try {
      while (reading) {
        signal.throwIfAborted();
        const page: ReadPage = await reading;
        const caughtUp = page.items.length === 0 && !page.scannedUntil;
        // The database reads the next while this one is written.
        reading = caughtUp || !page.next ? undefined : read(page.next);
        if (page.items.length > 0) {
          yield page.items;
        }
      }
    } finally {
      // Whoever stops in the middle leaves it behind.
      reading?.catch(() => {});
    }
  }
}
