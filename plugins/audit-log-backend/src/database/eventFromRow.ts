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
import { isoTime } from './isoTime';
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
  /** `first_sequence` of the event's batch; null before it is ordered, absent where nobody asks for the sequence. */
  readonly first_sequence?: StoredInteger | null;
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
  const event = eventOf(row, details, dialect);
  return {
    event: defined({ ...event, actor: defined(event.actor) }),
    seal: details.seal,
  };
}

/**
 * The event of a row, its details and its batch. What it does not have is undefined in it: to take that out takes as long as all
 * the rest, and whoever only computes with an event need not.
 */
export function eventOf(
  row: ReadEventRow,
  details: EventDetails,
  { readTime }: Pick<Dialect, 'readTime'>,
): AuditEvent {
  const { whole, seal } = details;
  const first = row.first_sequence ?? undefined;
  return {
    id: row.id,
    sequence: first === undefined ? undefined : Number(first) + row.position,
    operationId: row.operation_id,
    occurredAt: isoTime(readTime(row.occurred_at)),
    recordedAt: isoTime(readTime(row.recorded_at)),
    durationMs: row.duration_ms === null ? undefined : Number(row.duration_ms),
    plugin: whole?.plugin ?? row.plugin,
    event: whole?.event ?? row.event,
    action: whole?.action ?? row.action,
    category: whole?.category ?? row.category,
    severity: SEVERITIES[row.severity],
    outcome: OUTCOMES[row.outcome],
    actor: {
      type: ACTOR_TYPES[row.actor_type],
      ref: whole?.actor ?? row.actor ?? undefined,
      title: details.actorTitle,
      via: whole?.via ?? row.via ?? undefined,
    },
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
  };
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
