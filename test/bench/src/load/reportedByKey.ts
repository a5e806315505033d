// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';

export const SOURCE = 'ci';

/** An event as a system outside the portal reports it. Its id is one that was never reported. */
export function reportedByKey(event: NewAuditEvent): object {
  const { occurredAt, durationMs, severity, outcome, error, meta } = event;
  return {
    id: randomUUID(),
    source: SOURCE,
    action: event.action,
    occurredAt,
    durationMs,
    severity,
    outcome,
    actor: event.actor,
    targets: event.targets,
    projects: event.projects,
    request: event.request,
    error,
    meta,
  };
}
