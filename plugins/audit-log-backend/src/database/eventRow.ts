// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
  type AuditEvent,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { recordedTime } from './recordedTime';
import { searchText } from './searchText';
import { storableEvent } from './storableEvent';
import { storedKey } from './storedText';
import { REF_KINDS, type EventRefRow, type EventRow } from './tables';

/** What `details` holds: the parts of an event that are no column, and the columns' values that had to be cut. */
export interface EventDetails {
  readonly actorTitle?: string;
  readonly targets?: AuditEvent['targets'];
  readonly projects?: AuditEvent['projects'];
  readonly request?: AuditEvent['request'];
  readonly error?: AuditEvent['error'];
  readonly changes?: AuditEvent['changes'];
  readonly meta?: AuditEvent['meta'];
  readonly redacted?: AuditEvent['redacted'];
  readonly truncated?: AuditEvent['truncated'];
  readonly labels?: AuditEvent['labels'];
  /** The whole values of columns in which `storedKey` kept the beginning only. */
  readonly whole?: Readonly<
    Partial<
      Record<
        'plugin' | 'event' | 'action' | 'category' | 'actor' | 'via',
        string
      >
    >
  >;
}

/** A row of an event before the ledger gives it a place: times are epoch milliseconds, whatever the engine. */
export type UnplacedEventRow = Omit<
  EventRow,
  'stream' | 'batch' | 'position' | 'occurred_at' | 'recorded_at'
> & { readonly occurred_at: number; readonly recorded_at: number };

/** An event as it is stored: its row, and the rows of its further targets and projects. */
export interface StoredEvent {
  readonly row: UnplacedEventRow;
  readonly refs: readonly Pick<EventRefRow, 'kind' | 'ref'>[];
}

/**
 * An event as rows. Whatever a store cannot keep is made storable and marked in `truncated`; an event without a usable
 * id, or of an unknown severity, outcome or kind of actor, throws an InputError.
 */
export function eventToRow(given: NewAuditEvent): StoredEvent {
  const id = given.id.toLowerCase();
  const recordedAt = recordedTime(id);
  const event = storableEvent(given, recordedAt);
  const targets = distinctKeys(event.targets);
  const projects = distinctKeys(event.projects);
  const refs = [
    ...targets.slice(1).map(ref => ({ kind: REF_KINDS.target, ref })),
    ...projects.slice(1).map(ref => ({ kind: REF_KINDS.project, ref })),
  ];
  return {
    row: {
      id,
      operation_id: event.operationId,
      occurred_at: Date.parse(event.occurredAt),
      recorded_at: recordedAt,
      duration_ms: event.durationMs ?? null,
      plugin: storedKey(event.plugin),
      event: storedKey(event.event),
      action: storedKey(event.action),
      category: storedKey(event.category),
      severity: indexIn(SEVERITIES, event.severity, 'severity'),
      outcome: indexIn(OUTCOMES, event.outcome, 'outcome'),
      actor_type: indexIn(ACTOR_TYPES, event.actor.type, 'actor.type'),
      actor: optionalKey(event.actor.ref),
      via: optionalKey(event.actor.via),
      target: targets[0] ?? null,
      project: projects[0] ?? null,
      address: optionalKey(event.request?.address),
      details: JSON.stringify(detailsOf(event)),
      search_text: searchText(event),
      has_more_refs: refs.length > 0,
    },
    refs,
  };
}

function detailsOf(event: NewAuditEvent): EventDetails {
  const { ref: actor, via } = event.actor;
  const { plugin, event: name, action, category } = event;
  const whole = Object.entries({
    plugin,
    event: name,
    action,
    category,
    actor,
    via,
  }).filter(([, value]) => value !== undefined && storedKey(value) !== value);
  return {
    actorTitle: event.actor.title,
    targets: event.targets.length > 0 ? event.targets : undefined,
    projects: event.projects.length > 0 ? event.projects : undefined,
    request: event.request,
    error: event.error,
    changes: event.changes,
    meta: Object.keys(event.meta).length > 0 ? event.meta : undefined,
    redacted: event.redacted,
    truncated: event.truncated,
    labels: event.labels,
    whole: whole.length > 0 ? Object.fromEntries(whole) : undefined,
  };
}

function distinctKeys(targets: AuditEvent['targets']): string[] {
  return [...new Set(targets.map(target => storedKey(target.ref)))];
}

function optionalKey(value: string | undefined): string | null {
  return value === undefined ? null : storedKey(value);
}

function indexIn<T>(values: readonly T[], value: T, field: string): number {
  const index = values.indexOf(value);
  if (index < 0) {
    throw new InputError(
      `An audit event's ${field} must be one of ${values.join(
        ', ',
      )}, not '${value}'`,
    );
  }
  return index;
}
