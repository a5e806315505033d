// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent, Target } from 'backstage-plugin-audit-log-common';

export interface ExportColumn {
  readonly name: string;
  /** Empty where the event has no such value. */
  value(event: AuditEvent): string | number | undefined;
}

/** The columns of the CSV export, described in `docs/reference/export.md`. New ones go to the end. */
export const EXPORT_COLUMNS: readonly ExportColumn[] = [
  { name: 'occurred_at', value: event => event.occurredAt },
  { name: 'recorded_at', value: event => event.recordedAt },
  { name: 'sequence', value: event => event.sequence },
  { name: 'id', value: event => event.id },
  { name: 'operation_id', value: event => event.operationId },
  { name: 'plugin', value: event => event.plugin },
  { name: 'event', value: event => event.event },
  { name: 'action', value: event => event.action },
  { name: 'category', value: event => event.category },
  { name: 'severity', value: event => event.severity },
  { name: 'outcome', value: event => event.outcome },
  { name: 'duration_ms', value: event => event.durationMs },
  { name: 'actor_type', value: event => event.actor.type },
  { name: 'actor', value: event => event.actor.ref },
  { name: 'actor_title', value: event => event.actor.title },
  { name: 'via', value: event => event.actor.via },
  { name: 'targets', value: event => refs(event.targets) },
  { name: 'projects', value: event => refs(event.projects) },
  { name: 'method', value: event => event.request?.method },
  { name: 'path', value: event => event.request?.path },
  { name: 'address', value: event => event.request?.address },
  { name: 'user_agent', value: event => event.request?.userAgent },
  { name: 'trace_id', value: event => event.request?.traceId },
  { name: 'error_name', value: event => event.error?.name },
  { name: 'error_message', value: event => event.error?.message },
  { name: 'labels', value: event => event.labels?.join(' ') },
  { name: 'meta', value: event => JSON.stringify(event.meta) },
  {
    name: 'changes',
    value: event => event.changes && JSON.stringify(event.changes),
  },
];

function refs(targets: readonly Target[]): string {
  return targets.map(({ ref }) => ref).join(' ');
}
