// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';

/** An event of the plugin `toy`, as it leaves its process. */
export function emittedEvent(
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
    action: 'toy.thing.make',
    category: 'other',
    severity: 'medium',
    outcome: 'succeeded',
    actor: { type: 'system', ref: 'plugin:toy' },
    targets: [],
    projects: [],
    meta: {},
    ...given,
  };
}

export function emittedEvents(
  count: number,
  given: Partial<NewAuditEvent> = {},
): NewAuditEvent[] {
  return Array.from({ length: count }, () => emittedEvent(given));
}
