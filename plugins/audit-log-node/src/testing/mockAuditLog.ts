// SPDX-License-Identifier: Apache-2.0
import {
  createServiceFactory,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { AttachableSink } from '../AttachableSink';
import { auditEventSinkServiceRef } from '../auditEventSinkServiceRef';
import type { AuditEventSink } from '../AuditEventSink';

/**
 * For tests of plugins that report to the auditor: a place that keeps their events, to look into.
 *
 * @example
 * ```ts
 * const auditLog = mockAuditLog();
 * await startTestBackend({ features: [myPlugin, auditorServiceFactory, auditLog.factory] });
 * // … do something …
 * expect(auditLog.events).toMatchObject([{ action: 'my-plugin.thing-delete', outcome: 'succeeded' }]);
 * ```
 *
 * @public
 */
export function mockAuditLog(): {
  /** In the order in which they were recorded. */
  readonly events: readonly NewAuditEvent[];
  /** To add to the test backend, together with `auditorServiceFactory`. */
  readonly factory: ServiceFactory;
} {
  const events: NewAuditEvent[] = [];
  const service = AttachableSink.create();
  const sink: AuditEventSink = {
    append: async appended => {
      events.push(...appended);
    },
  };
  const attached = service.attach({ sink, durable: sink });
  return {
    events,
    factory: createServiceFactory({
      service: auditEventSinkServiceRef,
      deps: {},
      factory: async () => {
        await attached;
        return service;
      },
    }),
  };
}
