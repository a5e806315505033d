// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AuditRecord,
  OperationObserver,
} from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { CatalogObserver } from './causes/CatalogObserver';
import { NoteQueue } from './causes/NoteQueue';
import type { FindEntities } from './describe/DescribeSettings';
import { describeBaseline } from './describe/describeBaseline';
import { describeChange } from './describe/describeChange';
import { Delivery } from './outbox/Delivery';
import type { CatalogSettings } from './readSettings';
import { findEntities } from './watch/operations/findEntities';
import { Watcher } from './watch/Watcher';

export interface CatalogWatchOptions {
  /** The catalog's own database, with the module's tables in it. */
  readonly knex: Knex;
  readonly logger: LoggerService;
  readonly settings: CatalogSettings;
  /** As `AuditLogService.commit`. */
  readonly commit: (records: readonly AuditRecord[]) => Promise<void>;
  readonly now?: () => number;
}

/** What brings changes of the catalog on record: what sees who does something, what sees what happens, and what delivers it. */
export interface CatalogWatch {
  readonly observer: OperationObserver;
  look(signal: AbortSignal): Promise<void>;
  deliver(signal: AbortSignal): Promise<void>;
  /** Resolves when what the observer saw is written down. */
  written(): Promise<void>;
  stop(): Promise<void>;
}

export function createCatalogWatch(options: CatalogWatchOptions): CatalogWatch {
  const { knex, settings } = options;
  const find: FindEntities = refs => findEntities(knex, refs);
  const queue = NoteQueue.create(options);
  const watcher = Watcher.create({ ...options, ...settings });
  const delivery = Delivery.create({
    ...options,
    describe: async item =>
      item.kind === 'change'
        ? describeChange(item.body, settings, find)
        : [describeBaseline(item.body)],
  });
  return {
    observer: CatalogObserver.create({ ...options, queue }),
    look: signal => watcher.run(signal),
    deliver: signal => delivery.run(signal),
    written: () => queue.written(),
    stop: () => queue.stop(),
  };
}
