// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type NewAuditEvent,
  type Severity,
} from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import { timeOfUuid } from '../timeOfUuid';

const AUDIT_LOG = 'audit-log';
const EVENT = 'operations-refused';

/** The event that says that operations were refused, since they could not be recorded. It is one of the plugin whose they were. */
export function createRefusedEvent(
  bySeverity: { readonly [severity in Severity]?: number },
  options: { readonly plugin: string },
): NewAuditEvent {
  const { plugin } = options;
  const id = uuidv7();
  const now = new Date(timeOfUuid(id)).toISOString();
  const count = Object.values(bySeverity).reduce((sum, some) => sum + some, 0);
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
      name: 'OperationsRefused',
      message: `${count.toLocaleString(
        'en-US',
      )} operations were refused: they could not have been recorded`,
    },
    meta: { count, bySeverity: { ...bySeverity } },
  };
}
