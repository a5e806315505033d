// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { Seal } from 'backstage-plugin-audit-log-verify';
import { isoTime } from '../../database/isoTime';
import type { SealedEvent } from '../../query/AuditEventReader';
import type { EventRecord } from './eventColumns';

/** The event of a row of a file, exactly as `recordFromEvent` was given it. Throws where there is none in it. */
export function eventFromRecord(record: EventRecord): SealedEvent {
  const event = eventOf(record);
  const seal: Seal | undefined = record.seal
    ? JSON.parse(record.seal)
    : undefined;
  return record.rest
    ? { event: { ...event, ...JSON.parse(record.rest) }, seal }
    : { event, seal };
}

function eventOf(record: EventRecord): AuditEvent {
  const request = defined({
    method: record.method,
    path: record.path,
    address: record.address,
    userAgent: record.user_agent,
    traceId: record.trace_id,
  });
  const error = defined({
    name: record.error_name,
    message: record.error_message,
  });
  const event = {
    id: record.id,
    sequence: record.sequence,
    operationId: record.operation_id,
    occurredAt: time(record.occurred_at),
    recordedAt: time(record.recorded_at),
    durationMs: record.duration_ms,
    plugin: record.plugin,
    event: record.event,
    action: record.action,
    category: record.category,
    severity: record.severity,
    outcome: record.outcome,
    actor:
      defined({
        type: record.actor_type,
        ref: record.actor,
        title: record.actor_title,
        via: record.via,
      }) ?? {},
    targets: named(record.targets, record.target_titles),
    projects: named(record.projects, record.project_titles),
    request,
    error,
    changes: record.changes && JSON.parse(record.changes),
    meta: record.meta ? JSON.parse(record.meta) : {},
    redacted: record.redacted,
    truncated: record.truncated,
    labels: record.labels,
    erased: record.erased,
  };
  // What the types require is there in every row that was written; what of it is not there, `rest` has.
  return defined(event) as AuditEvent;
}

function time(milliseconds: number | null | undefined): string | undefined {
  return typeof milliseconds === 'number' ? isoTime(milliseconds) : undefined;
}

/** The object without what is undefined or null in it; undefined when nothing is left. */
function defined<T extends object>(
  object: T,
): { [K in keyof T]?: NonNullable<T[K]> } | undefined {
  let copy: { [K in keyof T]?: NonNullable<T[K]> } | undefined;
  for (const name of Object.keys(object) as (keyof T)[]) {
    const value = object[name];
    if (value !== undefined && value !== null) {
      copy ??= {};
      copy[name] = value;
    }
  }
  return copy;
}

function named(
  refs: EventRecord['targets'],
  titles: EventRecord['target_titles'],
): AuditEvent['targets'] {
  return (refs ?? []).map((ref, index) => {
    const title = titles?.[index];
    return typeof title === 'string'
      ? { ref: ref ?? '', title }
      : { ref: ref ?? '' };
  });
}
