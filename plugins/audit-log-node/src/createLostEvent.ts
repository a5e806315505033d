// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import type { LostCounts } from './BoundedEventBuffer';
import { timeOfUuid } from './timeOfUuid';

/**
 * The event that says that events were lost: a gap in the log is itself on record.
 *
 * @public
 */
export function createLostEvent(lost: LostCounts): NewAuditEvent {
  const id = uuidv7();
  const now = new Date(timeOfUuid(id)).toISOString();
  const action = 'audit-log.events-lost';
  const count = Object.values(lost).reduce((sum, some) => sum + some, 0);
  return {
    id,
    operationId: uuidv7(),
    occurredAt: now,
    recordedAt: now,
    durationMs: 0,
    plugin: 'audit-log',
    event: 'events-lost',
    action,
    category: describeAction(action).category,
    severity: 'critical',
    outcome: 'failed',
    actor: { type: 'system', ref: 'plugin:audit-log' },
    targets: [],
    projects: [],
    error: {
      name: 'EventsLost',
      message: `${count.toLocaleString(
        'en-US',
      )} events could not be kept: memory for waiting events was full`,
    },
    meta: { count, bySeverity: { ...lost } },
  };
}
