// SPDX-License-Identifier: Apache-2.0
import { isError } from '@backstage/errors';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';

/** Marks an event whose details the store would not take. */
export const UNSTORABLE = 'unstorable-details';

/**
 * Stands in, under the same id, for an event that the store refuses: what every store can take of it, and why the rest
 * is missing.
 */
export function createUnstorableEvent(
  event: NewAuditEvent,
  error: unknown,
): NewAuditEvent {
  const reason = isError(error) ? `${error.name}: ${error.message}` : 'unknown';
  return {
    id: event.id,
    operationId: event.operationId,
    occurredAt: event.occurredAt,
    recordedAt: event.recordedAt,
    ...(event.durationMs !== undefined && { durationMs: event.durationMs }),
    plugin: plain(event.plugin),
    event: plain(event.event),
    action: plain(event.action),
    category: plain(event.category),
    severity: event.severity,
    outcome: event.outcome,
    actor: {
      type: event.actor.type,
      ...(event.actor.ref !== undefined && { ref: plain(event.actor.ref) }),
      ...(event.actor.via !== undefined && { via: plain(event.actor.via) }),
    },
    targets: event.targets.slice(0, 1).map(({ ref }) => ({ ref: plain(ref) })),
    projects: [],
    meta: { unstorable: plain(reason).slice(0, 500) },
    truncated: event.changes ? ['/meta', '/changes'] : ['/meta'],
    labels: [UNSTORABLE],
  };
}

/** Without control characters and halves of characters, the usual reasons why a store refuses a text. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '\u{fffd}').slice(0, 200);
}
