// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { timeOfUuid } from 'backstage-plugin-audit-log-node';
import { uuidv7 } from 'uuidv7';

/** An event like any other, but for what is given. */
export function newEvent(fields: Partial<NewAuditEvent> = {}): NewAuditEvent {
  const id = uuidv7();
  const now = new Date(timeOfUuid(id)).toISOString();
  return {
    id,
    operationId: uuidv7(),
    occurredAt: now,
    recordedAt: now,
    durationMs: 1,
    plugin: 'catalog',
    event: 'entity-mutate',
    action: 'catalog.entity-mutate.delete',
    category: 'catalog',
    severity: 'medium',
    outcome: 'succeeded',
    actor: { type: 'user', ref: 'user:default/jane' },
    targets: [],
    projects: [],
    meta: {},
    ...fields,
  };
}
