// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent, Outcome } from 'backstage-plugin-audit-log-common';
import { uuidv7 } from 'uuidv7';
import { boundTexts } from '../bounds/boundEvent';
import type { Limits } from '../bounds/Limits';
import { timeOfUuid } from '../timeOfUuid';
import type { OperationDescription } from './OperationDescription';
import type { Identified } from './readActor';
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

/** An event within limits, of which only who it was is not known yet. */
export function createEvent(options: EventOptions): NewAuditEvent {
  const { operationId, plugin, description, outcome, error, limits } = options;
  const { request, durationMs } = options;
  const id = options.id ?? uuidv7();
  const recordedAt = timeOfUuid(id);
  // The clock may have been set back since.
  const occurredAt = Math.min(options.occurredAt ?? recordedAt, recordedAt);
  const { event, action, category, severity, meta, changes } = description;
  return boundTexts(
    {
      id,
      operationId,
      occurredAt: new Date(occurredAt).toISOString(),
      recordedAt: new Date(recordedAt).toISOString(),
      ...(durationMs !== undefined && { durationMs }),
      plugin,
      event,
      action,
      category,
      severity,
      outcome,
      actor: { type: 'anonymous' },
      targets: [...description.targets],
      projects: [...(description.projects ?? [])],
      ...(request && { request }),
      ...(error !== undefined && { error: readError(error) }),
      ...(changes && { changes: [...changes] }),
      meta,
      ...(description.labels && { labels: [...description.labels] }),
      truncated: [...description.truncated],
    },
    limits,
  );
}

/** The event with who it was, and what that says about it. */
export function withActor(
  event: NewAuditEvent,
  { actor, labels = [] }: Identified,
): NewAuditEvent {
  const all = [...(event.labels ?? []), ...labels];
  return { ...event, actor, ...(all.length > 0 && { labels: all }) };
}
