// SPDX-License-Identifier: Apache-2.0
import {
  type BackstageCredentials,
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { AttachableSink } from '../AttachableSink';
import { auditEventSinkServiceRef } from '../auditEventSinkServiceRef';
import type { AuditEventSink } from '../AuditEventSink';
import type { AuditLogService } from '../kit/AuditLogService';
import type { DeclaredEventType } from '../kit/DeclaredEventType';
import { createMockService } from './createMockService';

/**
 * A place that keeps what would have been recorded.
 *
 * @public
 */
export interface MockAuditLog {
  /** In the order in which they were recorded. */
  readonly events: readonly NewAuditEvent[];
  /** What each plugin declared last. */
  readonly declared: ReadonlyMap<string, readonly DeclaredEventType[]>;
  /**
   * To add to a test backend, for plugins that use `auditLogServiceRef`; for those that report to the core auditor together
   * with `auditorServiceFactory`.
   */
  readonly factory: ServiceFactory;
  /**
   * For what takes the service as an option, without a backend. It records as the plugin of this id, `test` by default;
   * requests are made with these credentials, and by nobody by default.
   */
  service(options?: {
    readonly pluginId?: string;
    readonly credentials?: BackstageCredentials;
  }): AuditLogService;
}

/**
 * For tests of plugins: keeps their events, to look into.
 *
 * @example
 * ```ts
 * const auditLog = mockAuditLog();
 * await startTestBackend({ features: [myPlugin, auditLog.factory] });
 * // … do something …
 * expect(auditLog.events).toMatchObject([{ action: 'my-plugin.thing.delete', outcome: 'succeeded' }]);
 * ```
 *
 * @public
 */
export function mockAuditLog(): MockAuditLog {
  const events: NewAuditEvent[] = [];
  const declared = new Map<string, readonly DeclaredEventType[]>();
  const auditLog = AttachableSink.create();
  const sink: AuditEventSink = {
    append: async appended => {
      events.push(...appended);
    },
  };
  const attached = auditLog.attach({
    sink,
    durable: sink,
    declare: (plugin, types) => declared.set(plugin, types),
  });
  return {
    events,
    declared,
    factory: createServiceFactory({
      service: auditEventSinkServiceRef,
      deps: {},
      factory: async () => {
        await attached;
        return auditLog;
      },
    }),
    service: options => createMockService({ ...options, auditLog }),
  };
}
