// SPDX-License-Identifier: Apache-2.0
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import type {
  AttachedAuditLog,
  OpenOperation,
} from '../auditEventSinkServiceRef';
import type { AuditEventSink } from '../AuditEventSink';

export function event(
  severity: Severity = 'medium',
  given: Partial<NewAuditEvent> = {},
): NewAuditEvent {
  const now = new Date().toISOString();
  return {
    id: uuidv7(),
    operationId: uuidv7(),
    occurredAt: now,
    recordedAt: now,
    plugin: 'toy',
    event: 'thing',
    action: 'toy.thing',
    category: 'other',
    severity,
    outcome: 'succeeded',
    actor: { type: 'anonymous' },
    targets: [],
    projects: [],
    meta: {},
    ...given,
  };
}

export function begun(operationId: string): OpenOperation {
  return {
    operationId,
    plugin: 'toy',
    event: 'thing',
    action: 'toy.thing',
    severity: 'medium',
    targets: [],
    meta: {},
    unfinished: async () => event('medium', { operationId }),
  };
}

export function attachedTo(append: AuditEventSink['append']): AttachedAuditLog {
  return { sink: { append }, durable: { append } };
}
