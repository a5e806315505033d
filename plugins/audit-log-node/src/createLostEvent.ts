// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import type { LostCounts } from './BoundedEventBuffer';
import { timeOfUuid } from './timeOfUuid';

const AUDIT_LOG = 'audit-log';
const EVENT = 'events-lost';

/**
 * The event that says that events were lost: a gap in the log is itself on record. It is one of the plugin whose events they
 * were, where these waited by themselves.
 *
 * @public
 */
export function createLostEvent(
  lost: LostCounts,
  options: { readonly id?: string; readonly plugin?: string } = {},
): NewAuditEvent {
  const { id = uuidv7(), plugin = AUDIT_LOG } = options;
  const now = new Date(timeOfUuid(id)).toISOString();
  const count = Object.values(lost).reduce((sum, some) => sum + some, 0);
  return {
    id,
    operationId: uuidv7(),
    occurredAt: now,
    recordedAt: now,
    durationMs: 0,
    plugin,
    event: EVENT,
    action: `${plugin}.${EVENT}`,
    category: describeAction(`${AUDIT_LOG}.${EVENT}`).category,
    severity: 'critical',
    outcome: 'failed',
    actor: { type: 'system', ref: `plugin:${plugin}` },
    targets: [],
    projects: [],
    error: {
      name: 'EventsLost',
      message: `${count.toLocaleString(
        'en-US',
      )} events could not be kept: there was no more room for events that wait`,
    },
    meta: { count, bySeverity: { ...lost } },
  };
}
