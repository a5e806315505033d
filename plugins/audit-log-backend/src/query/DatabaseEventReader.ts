// SPDX-License-Identifier: Apache-2.0
import type { DatabaseService } from '@backstage/backend-plugin-api';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { dialectOf } from '../database/dialect';
import type {
  AuditEventReader,
  BatchPage,
  PageRequest,
  ReadPage,
  SealedEvent,
  SummaryRequest,
  WindowedSearch,
} from './AuditEventReader';
import type { EventBatch } from './EventBatch';
import { readBatchBySequence } from './operations/readBatchBySequence';
import { readBatchByTime } from './operations/readBatchByTime';
import { readEventById } from './operations/readEventById';
import { readPageBySequence } from './operations/readPageBySequence';
import { readPageByTime } from './operations/readPageByTime';
import { readSequencedEvents } from './operations/readSequencedEvents';
import type { QueryContext } from './operations/runBounded';
import { readAllPages } from './readAllPages';
import type { ReadScope } from './ReadScope';
import type {
  SequencedEvents,
  SequencedReader,
  SequencedRequest,
} from './SequencedReader';
import { summarizeEvents } from './summary/summarizeEvents';

/** What a person waits for: a page that is full, or as much of one as there is after this time. */
const PAGE_BUDGET_MS = 1_500;
/** The time any other request may take in the database; half of what proxies commonly wait. */
const BUDGET_MS = 15_000;

/** Reads the events of the ledger's own database. */
export class DatabaseEventReader implements AuditEventReader, SequencedReader {
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
    const { position, ...rest } = request;
    const budgetMs = request.budgetMs ?? this.pageBudgetMs;
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

  readBatch(request: PageRequest): Promise<BatchPage> {
    const { position, ...rest } = request;
    const budgetMs = request.budgetMs ?? this.budgetMs;
    return request.search.order === 'sequence'
      ? readBatchBySequence(
          this.context,
          {
            ...rest,
            position: position?.by === 'sequence' ? position : undefined,
          },
          budgetMs,
        )
      : readBatchByTime(
          this.context,
          { ...rest, position: position?.by === 'time' ? position : undefined },
          budgetMs,
        );
  }

  readSequenced(request: SequencedRequest): Promise<SequencedEvents> {
    return readSequencedEvents(
      this.context,
      request,
      request.budgetMs ?? this.budgetMs,
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

  readAll(request: {
    search: WindowedSearch;
    scope: ReadScope;
    signal: AbortSignal;
  }): AsyncIterable<EventBatch> {
    return readAllPages(this, request, this.budgetMs);
  }
}
