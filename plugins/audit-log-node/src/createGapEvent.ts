// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type NewAuditEvent,
  type Severity,
} from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import { timeOfUuid } from './timeOfUuid';

export const AUDIT_LOG = 'audit-log';

/**
 * An event that says that something is not on record: a gap in the log is itself on record. It is one of the plugin whose events they
 * would have been.
 */
export function createGapEvent(options: {
  readonly id?: string;
  readonly plugin: string;
  readonly event: string;
  /** How many there would have been. */
  readonly bySeverity: { readonly [severity in Severity]?: number };
  readonly error: string;
  /** What became of them, behind how many they were. */
  readonly what: string;
}): NewAuditEvent {
  const { id = uuidv7(), plugin, event, bySeverity, error, what } = options;
  const now = new Date(timeOfUuid(id)).toISOString();
  const count = Object.values(bySeverity).reduce((sum, some) => sum + some, 0);
  return {
    id,
    operationId: uuidv7(),
    occurredAt: now,
    recordedAt: now,
    durationMs: 0,
    plugin,
    event,
    action: `${plugin}.${event}`,
    category: describeAction(`${AUDIT_LOG}.${event}`).category,
    severity: 'critical',
    outcome: 'failed',
    actor: { type: 'system', ref: `plugin:${plugin}` },
    targets: [],
    projects: [],
    error: {
      name: error,
      message: `${count.toLocaleString('en-US')} ${what}`,
    },
    meta: { count, bySeverity: { ...bySeverity } },
  };
}
