// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
  type AuditEvent,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import type { Seal } from 'backstage-plugin-audit-log-verify';
import { recordedTime } from './recordedTime';
import { searchText } from './searchText';
import { storableEvent } from './storableEvent';
import { isLongKey, isStorable, storedKey } from './storedText';
import { REF_KINDS, type EventRefRow, type EventRow } from './tables';

/** NUL and halves of surrogate pairs, which PostgreSQL refuses, as JSON.stringify writes them. */
const UNSTORABLE = /\\u0000|\\ud[89a-f]/;

const NONE: StoredEvent['refs'] = [];

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
  /** What the event's leaf is made of beside the event; absent until it is sealed. */
  readonly seal?: Seal;
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
  /** Its hash in the Merkle tree; absent when nothing is sealed. */
  readonly leaf?: Buffer;
}

/** An event as rows, before it is sealed. */
export interface ConvertedEvent extends StoredEvent {
  /** What `details` of the row is the text of; there is more in it than JSON can say only where the event was no JSON. */
  readonly details: EventDetails;
}

/**
 * An event as rows. Whatever a store cannot keep is made storable and marked in `truncated`; an event without a usable
 * id, or of an unknown severity, outcome or kind of actor, throws an InputError.
 */
export function eventToRow(given: NewAuditEvent): ConvertedEvent {
  const id = given.id.toLowerCase();
  const recordedAt = recordedTime(id);
  let event = storableEvent(given, recordedAt, { texts: false });
  // The text that is stored is the quickest way to look at all texts within.
  let details = detailsOf(event);
  let text = JSON.stringify(details);
  if (UNSTORABLE.test(text) || !columnsOf(event).every(isStorable)) {
    event = storableEvent(given, recordedAt, { texts: true });
    details = detailsOf(event);
    text = JSON.stringify(details);
  }
  const { columns, refs } = keysOf(event);
  return {
    row: {
      id,
      operation_id: event.operationId,
      occurred_at: Date.parse(event.occurredAt),
      recorded_at: recordedAt,
      duration_ms: event.durationMs ?? null,
      severity: indexIn(SEVERITIES, event.severity, 'severity'),
      outcome: indexIn(OUTCOMES, event.outcome, 'outcome'),
      actor_type: indexIn(ACTOR_TYPES, event.actor.type, 'actor.type'),
      ...columns,
      details: text,
      search_text: searchText(event),
    },
    refs,
    details,
  };
}

/** The texts that an event is filtered by, as they are stored: in its row, and in the rows of its further targets and projects. */
export function keysOf(event: NewAuditEvent) {
  const { actor } = event;
  const targets = distinctKeys(event.targets);
  const projects = distinctKeys(event.projects);
  const refs: StoredEvent['refs'] =
    targets.length > 1 || projects.length > 1
      ? [
          ...targets.slice(1).map(ref => ({ kind: REF_KINDS.target, ref })),
          ...projects.slice(1).map(ref => ({ kind: REF_KINDS.project, ref })),
        ]
      : NONE;
  return {
    columns: {
      plugin: storedKey(event.plugin),
      event: storedKey(event.event),
      action: storedKey(event.action),
      category: storedKey(event.category),
      actor: optionalKey(actor.ref),
      via: optionalKey(actor.via),
      target: targets[0] ?? null,
      project: projects[0] ?? null,
      address: optionalKey(event.request?.address),
      has_more_refs: refs.length > 0,
    },
    refs,
  };
}

/** The texts that are stored in columns of their own only. */
function columnsOf(event: NewAuditEvent): readonly string[] {
  const { plugin, event: name, action, category, actor } = event;
  return [plugin, name, action, category, actor.ref ?? '', actor.via ?? ''];
}

/** What `details` is to hold of an event. Its parts are those of the event, no copies. */
export function detailsOf(event: NewAuditEvent): EventDetails {
  return {
    actorTitle: event.actor.title,
    targets: event.targets.length > 0 ? event.targets : undefined,
    projects: event.projects.length > 0 ? event.projects : undefined,
    request: event.request,
    error: event.error,
    changes: event.changes,
    meta: isEmpty(event.meta) ? undefined : event.meta,
    redacted: event.redacted,
    truncated: event.truncated,
    labels: event.labels,
    whole: columnsOf(event).some(isLongKey) ? wholeOf(event) : undefined,
  };
}

function wholeOf(event: NewAuditEvent): EventDetails['whole'] {
  const { ref: actor, via } = event.actor;
  const { plugin, event: name, action, category } = event;
  const values = { plugin, event: name, action, category, actor, via };
  return Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) => value !== undefined && isLongKey(value),
    ),
  );
}

function isEmpty(object: object): boolean {
  for (const name in object) {
    if (Object.hasOwn(object, name)) {
      return false;
    }
  }
  return true;
}

function distinctKeys(targets: AuditEvent['targets']): readonly string[] {
  const keys = targets.map(target => storedKey(target.ref));
  return keys.length > 1 ? [...new Set(keys)] : keys;
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
