// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { Config } from '@backstage/config';
import { stringifyError } from '@backstage/errors';
import type {
  AuditLogService,
  AuditRecord,
} from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { dialectOf } from '../database/dialect';
import type { AuditEventReader } from '../query/AuditEventReader';
import type { SequencedReader } from '../query/SequencedReader';
import type { Sealing } from '../sealing/createSealing';
import type { ArchiveErasure } from './archiving/ArchiveErasure';
import {
  createArchiveErasure,
  createRetentionWork,
  type RetentionWorkOptions,
} from './archiving/createRetentionWork';
import { countUnknownFiles } from './files/countUnknownFiles';
import type { ArchiveCatalog } from './files/ArchiveCatalog';
import type { ArchiveFile } from './files/ArchiveFile';
import { DatabaseArchiveCatalog } from './files/DatabaseArchiveCatalog';
import { ReplacedCopies } from './files/ReplacedCopies';
import { DuckDbEventFiles } from './format/DuckDbEventFiles';
import type { EventFiles } from './format/EventFiles';
import { Holds } from './holds/Holds';
import { ArchiveCheck } from './overview/ArchiveCheck';
import { measureRetention } from './overview/measureRetention';
import { RetentionOverview } from './overview/RetentionOverview';
import { RetentionPolicies } from './policy/RetentionPolicies';
import { Removals } from './reading/Removals';
import { SpanningEventReader } from './reading/SpanningEventReader';
import type { RetentionSettings } from './readRetentionSettings';
import { ClockJudge } from './runs/ClockJudge';
import { RetentionRuns } from './runs/RetentionRuns';
import { scheduleRuns } from './runs/scheduleRuns';
import type { ArchiveSettings } from './store/ArchiveSettings';
import type { ArchiveStore } from './store/ArchiveStore';
import { createArchiveStore } from './store/createArchiveStore';

export interface CreateRetentionOptions
  extends Pick<RetentionWorkOptions, 'graceMs' | 'onStep'> {
  readonly settings: RetentionSettings;
  readonly archive: ArchiveSettings;
  readonly config: Config;
  readonly knex: Knex;
  readonly logger: LoggerService;
  readonly auditLog: Pick<AuditLogService, 'record'>;
  readonly sealing: Sealing;
  /** Reads the live table. */
  readonly live: AuditEventReader & SequencedReader;
  readonly scheduler?: SchedulerService;
  readonly metrics?: MetricsService;
  /** Epoch milliseconds; the system's clock by default. */
  readonly clock?: () => number;
}

/** How long events are kept, and what sees to it. */
export interface Retention {
  readonly policies: RetentionPolicies;
  readonly holds: Holds;
  readonly runs: RetentionRuns;
  readonly overview: RetentionOverview;
  readonly removals: Removals;
  readonly store: ArchiveStore;
  readonly files: EventFiles;
  readonly catalog: ArchiveCatalog;
  /** Erases from the files of the archive. */
  readonly erasure: ArchiveErasure;
  /** Reads the live table and the archive as if they were one. */
  readonly reader: AuditEventReader & SequencedReader;
  /** Ends a restoration now. Throws a ConflictError where the file is not restored. */
  endRestoration(id: string): Promise<ArchiveFile>;
  /** Looks whether the configuration has changed, and has runs begin by themselves from now on. Touches no archive. */
  start(): Promise<void>;
  /** Ends what is under way. */
  stop(): Promise<void>;
}

/** Puts the parts of retention together. Touches no archive, and loads nothing to read one with. */
export function createRetention(options: CreateRetentionOptions): Retention {
  const { settings, archive, config, knex, logger } = options;
  const { auditLog, live, sealing } = options;
  const { scheduler, metrics, clock = () => Date.now() } = options;
  const dialect = dialectOf(knex);
  const store = createArchiveStore(archive, { config, knex, logger });
  const { cacheDirectory, memory } = archive;
  const files = DuckDbEventFiles.create({
    directory: cacheDirectory,
    readable: store.kind === 'directory' ? [store.location] : [],
    memory,
  });
  const catalog = DatabaseArchiveCatalog.create({ knex, dialect });
  const removals = Removals.create({ knex });
  const copies = ReplacedCopies.create({ knex, store, logger });
  const working = {
    knex,
    dialect,
    store,
    files,
    directory: join(cacheDirectory, 'archiving'),
    sealing,
    logger,
    record: (record: AuditRecord) => auditLog.record(record),
    graceMs: options.graceMs,
    onStep: options.onStep,
  };
  const work = createRetentionWork({ ...working, period: settings.period });
  const judge = ClockJudge.create({
    knex,
    dialect,
    clock,
    runEveryMs: settings.runEveryMs,
  });
  const policies = RetentionPolicies.create({
    knex,
    dialect,
    settings,
    auditLog,
    clock,
    judge,
  });
  const holds = Holds.create({ knex, dialect, store, files, clock });
  const runs = RetentionRuns.create({
    knex,
    dialect,
    policies,
    holds,
    judge,
    work,
    countUnknownFiles: signal => countUnknownFiles(knex, store, signal),
    auditLog,
    logger,
    clock,
  });
  const check = ArchiveCheck.create({ store, clock });
  if (metrics) {
    measureRetention(metrics, { runs, judge, check });
  }
  return {
    policies,
    holds,
    runs,
    overview: RetentionOverview.create({
      knex,
      dialect,
      settings,
      policies,
      holds,
      runs,
      judge,
      store,
      check,
      clock,
    }),
    removals,
    store,
    files,
    catalog,
    erasure: createArchiveErasure(working),
    reader: SpanningEventReader.create({
      live,
      catalog,
      store,
      files,
      removals,
      knex,
      logger,
      roomBytes: store.kind === 's3' ? archive.cacheBytes : undefined,
    }),
    endRestoration: id => work.endRestoration(id, clock()),
    async start() {
      try {
        await policies.adoptConfiguration();
      } catch (error: unknown) {
        logger.warn(
          'What auditLog.retention says does not hold yet; the next run tries it again',
          { cause: stringifyError(error) },
        );
      }
      copies.start();
      if (scheduler) {
        const { runEveryMs } = settings;
        await scheduleRuns({ scheduler, runs, runEveryMs });
      }
    },
    async stop() {
      await copies.stop();
      await runs.close();
      await files.close();
      await store.close();
    },
  };
}
