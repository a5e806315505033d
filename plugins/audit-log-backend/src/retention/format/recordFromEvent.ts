// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { searchText } from '../../database/searchText';
import type { SealedEvent } from '../../query/AuditEventReader';
import type { EventRecord } from './eventColumns';
import { unkeptOf } from './unkeptOf';

/**
 * An event as a row of a file. Whatever does not come back from its columns exactly as it was, is in `rest` as well: nothing of the
 * events of our own pipeline is.
 */
export function recordFromEvent({ event, seal }: SealedEvent): EventRecord {
  const { actor, request, error, meta, changes } = event;
  const rest = unkeptOf(event);
  return {
    sequence: whole(event.sequence),
    id: event.id,
    operation_id: event.operationId,
    occurred_at: time(event.occurredAt),
    recorded_at: time(event.recordedAt),
    duration_ms: whole(event.durationMs),
    plugin: text(event.plugin),
    event: text(event.event),
    action: text(event.action),
    category: text(event.category),
    severity: text(event.severity),
    outcome: text(event.outcome),
    actor_type: text(actor.type),
    actor: text(actor.ref),
    actor_title: text(actor.title),
    via: text(actor.via),
    targets: refs(event.targets),
    target_titles: titles(event.targets),
    projects: refs(event.projects),
    project_titles: titles(event.projects),
    method: text(request?.method),
    path: text(request?.path),
    address: text(request?.address),
    user_agent: text(request?.userAgent),
    trace_id: text(request?.traceId),
    error_name: text(error?.name),
    error_message: text(error?.message),
    labels: texts(event.labels),
    redacted: texts(event.redacted),
    truncated: texts(event.truncated),
    erased: texts(event.erased),
    meta: isEmpty(meta) ? undefined : JSON.stringify(meta),
    changes: changes && JSON.stringify(changes),
    rest: rest && JSON.stringify(rest),
    seal: seal && JSON.stringify(seal),
    search_text: searchText(event),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every(item => typeof item === 'string')
    ? value
    : undefined;
}

function time(value: string): number | undefined {
  const milliseconds = Date.parse(value);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function whole(value: number | undefined): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

function refs(named: AuditEvent['targets']): EventRecord['targets'] {
  return named.length > 0 ? texts(named.map(({ ref }) => ref)) : undefined;
}

/** As many as there are references, with null where there is none; undefined when none has a title. */
function titles(named: AuditEvent['targets']): EventRecord['target_titles'] {
  return named.some(({ title }) => typeof title === 'string')
    ? named.map(({ title }) => text(title) ?? null)
    : undefined;
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}
