// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { dialectOf, type Dialect } from '../../database/dialect';
import type {
  AuditEventReader,
  BatchPage,
  PageRequest,
  ReadPage,
  SealedEvent,
  SummaryRequest,
  WindowedSearch,
} from '../../query/AuditEventReader';
import type { EventBatch } from '../../query/EventBatch';
import { batchOfPage, pageOfBatch } from '../../query/pageOfBatch';
import { readAllPages } from '../../query/readAllPages';
import type { ReadScope } from '../../query/ReadScope';
import type {
  SequencedEvents,
  SequencedReader,
  SequencedRequest,
} from '../../query/SequencedReader';
import type { ArchiveCatalog } from '../files/ArchiveCatalog';
import type { EventFiles } from '../format/EventFiles';
import type { ArchiveStore } from '../store/ArchiveStore';
import { CurrentFiles } from './CurrentFiles';
import { FileQueries } from './FileQueries';
import { readArchivedEvent } from './readArchivedEvent';
import { readPageBySequence } from './readPageBySequence';
import { readPageByTime } from './readPageByTime';
import { readSequenced } from './readSequenced';
import type { Removals } from './Removals';
import { RecentRuns } from './RecentRuns';
import { summarize } from './summarize';
import { UnreadableFiles } from './UnreadableFiles';
import { VerifiedFiles } from './VerifiedFiles';

/** What a person waits for, as of the live table alone. */
const PAGE_BUDGET_MS = 1_800;
/** What anything else may take. */
const BUDGET_MS = 15_000;

/**
 * Reads the ledger across the live table and the files of the archive, as if all events were in one place. Whatever the live table
 * has alone costs no more than without an archive. It rejects with a ServiceUnavailableError, which says what to do, where it can give nothing since a file cannot be read.
 */
export class SpanningEventReader implements AuditEventReader, SequencedReader {
  static create(options: {
    readonly live: AuditEventReader & SequencedReader;
    readonly catalog: ArchiveCatalog;
    readonly store: ArchiveStore;
    readonly files: EventFiles;
    readonly removals: Pick<Removals, 'recent'>;
    readonly knex: Knex;
    readonly logger: LoggerService;
    readonly clock?: () => number;
    /** Room for files that have to be fetched to be read: no question needs more of them at once, unless one alone is larger. */
    readonly roomBytes?: number;
  }): SpanningEventReader {
    const { live, catalog, files, removals, knex, roomBytes } = options;
    const unreadable = UnreadableFiles.create(options);
    const verified = VerifiedFiles.create(options);
    return new SpanningEventReader({
      live,
      catalog,
      queries: FileQueries.create({
        files,
        current: CurrentFiles.create({ catalog, verified, unreadable }),
        unreadable,
        roomBytes,
      }),
      runs: RecentRuns.create({ catalog, removals }),
      knex,
      dialect: dialectOf(knex),
    });
  }

  private constructor(
    private readonly context: {
      readonly live: AuditEventReader & SequencedReader;
      readonly catalog: ArchiveCatalog;
      readonly queries: FileQueries;
      readonly runs: RecentRuns;
      readonly knex: Knex;
      readonly dialect: Dialect;
    },
  ) {}

  async readPage(request: PageRequest): Promise<ReadPage> {
    const live: Pick<AuditEventReader, 'readBatch'> = {
      readBatch: async asked =>
        batchOfPage(await this.context.live.readPage(asked)),
    };
    return pageOfBatch(await this.readWith(live, request, PAGE_BUDGET_MS));
  }

  readBatch(request: PageRequest): Promise<BatchPage> {
    return this.readWith(this.context.live, request, BUDGET_MS);
  }

  private readWith(
    live: Pick<AuditEventReader, 'readBatch'>,
    request: PageRequest,
    byDefaultMs: number,
  ): Promise<BatchPage> {
    const budgetMs = request.budgetMs ?? byDefaultMs;
    return request.search.order === 'sequence'
      ? readPageBySequence({ ...this.context, page: live }, request, budgetMs)
      : readPageByTime({ ...this.context, live }, request, budgetMs);
  }

  readSequenced(request: SequencedRequest): Promise<SequencedEvents> {
    return readSequenced(this.context, request, request.budgetMs ?? BUDGET_MS);
  }

  async readEvent(
    id: string,
    scope: ReadScope,
  ): Promise<AuditEvent | undefined> {
    return (await this.readSealedEvent(id, scope))?.event;
  }

  async readSealedEvent(
    id: string,
    scope: ReadScope,
  ): Promise<SealedEvent | undefined> {
    return (
      (await this.context.live.readSealedEvent(id, scope)) ??
      readArchivedEvent(this.context, id, scope, BUDGET_MS)
    );
  }

  summarize(
    request: SummaryRequest,
  ): ReturnType<AuditEventReader['summarize']> {
    return summarize(this.context, request, BUDGET_MS);
  }

  readAll(request: {
    search: WindowedSearch;
    scope: ReadScope;
    signal: AbortSignal;
  }): AsyncIterable<EventBatch> {
    return readAllPages(this, request, BUDGET_MS);
  }
}
