// SPDX-License-Identifier: Apache-2.0
import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { Target } from 'backstage-plugin-audit-log-common';
import { AttachableSink } from './AttachableSink';
import type { AuditEventSink } from './AuditEventSink';

/**
 * An operation that is about to happen, as far as its plugin has told.
 *
 * @public
 */
export interface BegunOperation {
  readonly operationId: string;
  readonly plugin: string;
  readonly event: string;
  readonly action: string;
  readonly targets: readonly Target[];
}

/**
 * Wants to know of operations before they happen.
 *
 * `begin` MUST NOT throw or reject. The operation waits for it, as long as `auditLog.maxDelay` allows: it is for what is too
 * late afterwards, such as the name of what is about to be deleted, and resolves at once for everything else.
 *
 * @public
 */
export interface OperationObserver {
  begin(operation: BegunOperation): Promise<void>;
}

/**
 * Where the auditors of all plugins of one backend hand their events to the audit log plugin.
 *
 * Auditors work from process start, the plugin's store only once its database has migrated: `sink` keeps the events
 * of the meantime, in order, and passes them on when the plugin attaches its own sink.
 *
 * @public
 */
export interface AuditLogService extends OperationObserver {
  /** Resolves when the event is as safe as the attached sink makes it, or is kept for it. */
  readonly sink: AuditEventSink;
  /**
   * Called once, by the audit log plugin; throws if a sink is attached already. Resolves when the attached sink has
   * taken the events that were kept for it, and rejects if it does not take them.
   */
  attach(sink: AuditEventSink, observer?: OperationObserver): Promise<void>;
}

/** @public */
export const auditLogServiceRef = createServiceRef<AuditLogService>({
  id: 'audit-log.service',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => AttachableSink.create(),
    }),
});
