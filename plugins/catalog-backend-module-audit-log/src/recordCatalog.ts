// SPDX-License-Identifier: Apache-2.0
import type {
  DatabaseService,
  LifecycleService,
  LoggerService,
  RootConfigService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type {
  AuditEventSinkService,
  AuditLogService,
} from 'backstage-plugin-audit-log-node';
import { createCatalogWatch } from './createCatalogWatch';
import { isPostgres, isSqlite } from './database/engine';
import { migrateDatabase } from './database/migrateDatabase';
import { readSettings } from './readSettings';

/**
 * How long a replica that was killed keeps the others from taking over. What takes longer is gone on with the next time:
 * every batch of it is kept.
 */
const TIMEOUT = { seconds: 30 };

export interface RecordCatalogOptions {
  readonly auditLog: Pick<AuditLogService, 'commit'>;
  readonly config: RootConfigService;
  readonly database: DatabaseService;
  readonly lifecycle: LifecycleService;
  readonly logger: LoggerService;
  readonly scheduler: SchedulerService;
  readonly sink: Pick<AuditEventSinkService, 'observe'>;
}

/** Brings what happens in the catalog on record, from now on. Rejects when a setting is wrong. */
export async function recordCatalog(
  options: RecordCatalogOptions,
): Promise<void> {
  const { auditLog, config, database, lifecycle, logger, scheduler, sink } =
    options;
  const settings = readSettings(config);
  const knex = await database.getClient();
  if (!isPostgres(knex) && !isSqlite(knex)) {
    logger.warn(
      'Changes of entities are not recorded: the database of the catalog is neither PostgreSQL nor SQLite',
    );
    return;
  }
  if (!database.migrations?.skip) {
    await migrateDatabase(knex);
  }
  const watch = createCatalogWatch({
    knex,
    logger,
    settings,
    commit: records => auditLog.commit(records),
  });
  sink.observe(watch.observer);
  lifecycle.addShutdownHook(() => watch.stop());
  await scheduler.scheduleTask({
    id: 'audit-log-catalog-look',
    scope: 'global',
    frequency: { seconds: 10 },
    timeout: TIMEOUT,
    fn: signal => watch.look(signal),
  });
  await scheduler.scheduleTask({
    id: 'audit-log-catalog-deliver',
    scope: 'global',
    frequency: { seconds: 5 },
    timeout: TIMEOUT,
    fn: signal => watch.deliver(signal),
  });
}
