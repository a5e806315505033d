// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AuditLogService } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import type { Sealing } from '../../sealing/createSealing';
import type { ArchiveFile } from '../files/ArchiveFile';
import type { EventFiles } from '../format/EventFiles';
import type { ArchiveStore } from '../store/ArchiveStore';

/** Where a file has come to. A process can die behind each of them. */
export type WorkStep =
  | 'begun'
  | 'written-locally'
  | 'noted'
  | 'file-put'
  | 'written'
  | 'checked'
  | 'leaving'
  | 'some-left'
  | 'all-left'
  | 'archived'
  | 'removal-noted'
  | 'file-removed'
  | 'removing'
  | 'statement-put'
  | 'removed'
  | 'restoring'
  | 'some-restored'
  | 'all-restored'
  | 'restored'
  | 'returning'
  | 'returned'
  | 'erasing'
  | 'rewritten'
  | 'replaced'
  | 'leftover-removed';

/** What all steps work with. */
export interface WorkContext {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly store: ArchiveStore;
  readonly files: EventFiles;
  /** Where files are written before they go into the archive: on the file system that `files` works on. */
  readonly directory: string;
  readonly sealing: Pick<
    Sealing,
    'keys' | 'checkpoints' | 'tree' | 'origin' | 'ofLedger'
  >;
  readonly logger: LoggerService;
  /** Puts on record what was done. */
  readonly record: AuditLogService['record'];
  /** How long events are in both places before they leave the live table. */
  readonly graceMs: number;
  /** Told of each step, and waited for: for tests. */
  onStep(step: WorkStep, file: ArchiveFile): Promise<void> | void;
}
