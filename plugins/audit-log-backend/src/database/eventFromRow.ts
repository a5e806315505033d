// SPDX-License-Identifier: Apache-2.0
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
  type AuditEvent,
} from 'backstage-plugin-audit-log-common';
import type { Seal } from 'backstage-plugin-audit-log-verify';
import type { Dialect } from './dialect';
import type { EventDetails } from './eventRow';
import type { EventRow, StoredInteger } from './tables';

/** The columns an event is read from. */
export type ReadEventRow = Omit<
  EventRow,
  | 'search_text'
  | 'has_more_refs'
  | 'stream'
  | 'batch'
  | 'target'
  | 'project'
  | 'address'
> & {
  /** `first_sequence` of the event's batch; null before it is ordered. */
  readonly first_sequence: StoredInteger | null;
};

/** The event of a row and its batch. */
export function eventFromRow(
  row: ReadEventRow,
  dialect: Pick<Dialect, 'readTime'>,
): AuditEvent {
  return sealedEventFromRow(row, dialect).event;
}

/** The same with its seal, which is not there before the event is sealed. */
export function sealedEventFromRow(
  row: ReadEventRow,
  dialect: Pick<Dialect, 'readTime'>,
): { readonly event: AuditEvent; readonly seal?: Seal } {
  const details: EventDetails = JSON.parse(row.details);
  const { whole, seal } = details;
  const time = (value: EventRow['occurred_at']) =>
    new Date(dialect.readTime(value)).toISOString();
  const event = defined<AuditEvent>({
    id: row.id,
    sequence:
      row.first_sequence === null
        ? undefined
        : Number(row.first_sequence) + row.position,
    operationId: row.operation_id,
    occurredAt: time(row.occurred_at),
    recordedAt: time(row.recorded_at),
    durationMs: row.duration_ms === null ? undefined : Number(row.duration_ms),
    plugin: whole?.plugin ?? row.plugin,
    event: whole?.event ?? row.event,
    action: whole?.action ?? row.action,
    category: whole?.category ?? row.category,
    severity: SEVERITIES[row.severity],
    outcome: OUTCOMES[row.outcome],
    actor: defined({
      type: ACTOR_TYPES[row.actor_type],
      ref: whole?.actor ?? row.actor ?? undefined,
      title: details.actorTitle,
      via: whole?.via ?? row.via ?? undefined,
    }),
    targets: details.targets ?? [],
    projects: details.projects ?? [],
    request: details.request,
    error: details.error,
    changes: details.changes,
    meta: details.meta ?? {},
    redacted: details.redacted,
    truncated: details.truncated,
    labels: details.labels,
    erased: seal?.erased && Object.keys(seal.erased).sort(),
  });
  return { event, seal };
}

/** The object without the properties that are undefined, as it is once it has been JSON. */
function defined<T extends object>(value: T): T {
  const copy: Partial<T> = {};
  for (const key of Object.keys(value) as (keyof T)[]) {
    if (value[key] !== undefined) {
      copy[key] = value[key];
    }
  }
  return copy as T;
}
