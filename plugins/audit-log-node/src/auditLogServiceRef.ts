// SPDX-License-Identifier: Apache-2.0
import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { AttachableSink } from './AttachableSink';
import type { AuditEventSink } from './AuditEventSink';

/**
 * Where the auditors of all plugins of one backend hand their events to the audit log plugin.
 *
 * Auditors work from process start, the plugin's store only once its database has migrated: `sink` keeps the events
 * of the meantime, in order, and passes them on when the plugin attaches its own sink.
 *
 * @public
 */
export interface AuditLogService {
  /** MUST NOT reject; resolves when the event is as safe as the attached sink makes it, or is kept for it. */
  readonly sink: AuditEventSink;
  /** Called once, by the audit log plugin. Throws if a sink is attached already. */
  attach(sink: AuditEventSink): void;
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
