// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent, Outcome } from 'backstage-plugin-audit-log-common';
import { boundTexts } from '../bounds/boundTexts';
import type { Limits } from '../bounds/Limits';
import { timeOfUuid } from '../timeOfUuid';
import type { OperationDescription } from './OperationDescription';
import type { Identified } from './readActor';
import { newUuid } from './newUuid';
import { readError } from './readError';

export interface EventOptions {
  /** A new one by default. */
  readonly id?: string;
  readonly operationId: string;
  readonly plugin: string;
  readonly description: OperationDescription;
  readonly outcome: Outcome;
  readonly error?: unknown;
  readonly request?: NewAuditEvent['request'];
  /** Epoch milliseconds; when it is recorded by default. */
  readonly occurredAt?: number;
  readonly durationMs?: number;
  readonly limits: Limits;
}

type Writable<T> = { -readonly [name in keyof T]: T[name] };

const ANONYMOUS: NewAuditEvent['actor'] = { type: 'anonymous' };

/** An event within limits, of which only who it was is not known yet. */
export function createEvent(options: EventOptions): NewAuditEvent {
  const { operationId, plugin, description, outcome, error, limits } = options;
  const { request, durationMs } = options;
  const id = options.id ?? newUuid();
  const recordedAt = timeOfUuid(id);
  // The clock may have been set back since.
  const occurredAt = Math.min(options.occurredAt ?? recordedAt, recordedAt);
  const { event: name, action, category, severity, meta } = description;
  const { changes, labels, truncated } = description;
  const recorded = new Date(recordedAt).toISOString();
  const event: Writable<NewAuditEvent> = {
    id,
    operationId,
    occurredAt:
      occurredAt === recordedAt ? recorded : new Date(occurredAt).toISOString(),
    recordedAt: recorded,
    plugin,
    event: name,
    action,
    category,
    severity,
    outcome,
    actor: ANONYMOUS,
    targets: [...description.targets],
    projects: [...(description.projects ?? [])],
    meta,
  };
  // One after the other: to spread what may not be there takes as long as all the rest.
  if (durationMs !== undefined) {
    event.durationMs = durationMs;
  }
  if (request) {
    event.request = request;
  }
  if (error !== undefined) {
    event.error = readError(error);
  }
  if (changes) {
    event.changes = [...changes];
  }
  if (labels) {
    event.labels = [...labels];
  }
  if (truncated.length > 0) {
    event.truncated = [...truncated];
  }
  return boundTexts(event, limits);
}

/** Sets who it was, and what that says about it, in an event of `createEvent` that nobody else has yet. */
export function withActor(
  event: NewAuditEvent,
  { actor, labels }: Identified,
): NewAuditEvent {
  const own: Writable<NewAuditEvent> = event;
  own.actor = actor;
  if (labels && labels.length > 0) {
    own.labels = [...(event.labels ?? []), ...labels];
  }
  return event;
}
