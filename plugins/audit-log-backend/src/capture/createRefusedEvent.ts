// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type NewAuditEvent,
  type Severity,
} from 'backstage-plugin-audit-log-common';
import { timeOfUuid } from 'backstage-plugin-audit-log-node';
import { uuidv7 } from 'uuidv7';

const PLUGIN = 'audit-log';
const EVENT = 'operations-refused';
const ACTION = `${PLUGIN}.${EVENT}`;

/** The event that says that operations were refused, since they could not be recorded. */
export function createRefusedEvent(bySeverity: {
  readonly [severity in Severity]?: number;
}): NewAuditEvent {
  const id = uuidv7();
  const now = new Date(timeOfUuid(id)).toISOString();
  const count = Object.values(bySeverity).reduce((sum, some) => sum + some, 0);
  return {
    id,
    operationId: uuidv7(),
    occurredAt: now,
    recordedAt: now,
    durationMs: 0,
    plugin: PLUGIN,
    event: EVENT,
    action: ACTION,
    category: describeAction(ACTION).category,
    severity: 'critical',
    outcome: 'failed',
    actor: { type: 'system', ref: `plugin:${PLUGIN}` },
    targets: [],
    projects: [],
    error: {
      name: 'OperationsRefused',
      message: `${count.toLocaleString(
        'en-US',
      )} operations were refused: they could not have been recorded`,
    },
    meta: { count, bySeverity: { ...bySeverity } },
  };
}
