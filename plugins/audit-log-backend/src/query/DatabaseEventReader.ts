// SPDX-License-Identifier: Apache-2.0
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { dialectOf } from '../database/dialect';
import type {
  AuditEventReader,
  PagePosition,
  PageRequest,
  ReadPage,
  SummaryRequest,
  WindowedSearch,
} from './AuditEventReader';
import { readEventById } from './operations/readEventById';
import { readPageBySequence } from './operations/readPageBySequence';
import { readPageByTime } from './operations/readPageByTime';
import type { QueryContext } from './operations/runBounded';
import type { ReadScope } from './ReadScope';
import { summarizeEvents } from './summary/summarizeEvents';

/** The time one request may take in the database; half of what proxies commonly wait. */
const BUDGET_MS = 15_000;
const EXPORT_BATCH = 500;

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
    );
  }

  private constructor(
    private readonly context: QueryContext,
    private readonly budgetMs: number,
  ) {}

  readPage(request: PageRequest): Promise<ReadPage> {
    const { position, ...rest } = request;
    return request.search.order === 'sequence'
      ? readPageBySequence(
          this.context,
          {
            ...rest,
            position: position?.by === 'sequence' ? position : undefined,
          },
          this.budgetMs,
        )
      : readPageByTime(
          this.context,
          { ...rest, position: position?.by === 'time' ? position : undefined },
          this.budgetMs,
        );
  }

  readEvent(id: string, scope: ReadScope): Promise<AuditEvent | undefined> {
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
    let position: PagePosition | undefined;
    do {
      signal.throwIfAborted();
      const page: ReadPage = await this.readPage({
        search,
        scope,
        limit: EXPORT_BATCH,
        position,
      });
      if (page.items.length > 0) {
        yield page.items;
      }
      const caughtUp = page.items.length === 0 && !page.scannedUntil;
      position = caughtUp ? undefined : page.next;
    } while (position);
  }
}
