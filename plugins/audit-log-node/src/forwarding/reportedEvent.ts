// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent, Target } from 'backstage-plugin-audit-log-common';

/** `POST /events` takes 5 MB; one event has to fit in any case. */
const LARGEST = 4_000_000;
const LONGEST_ACTION = 400;

/**
 * An event as `POST /events` takes it from its plugin, as JSON. What is in no name of anything, such as control characters,
 * is replaced: the audit log records it here, too, and does not keep it apart for a person to look at.
 */
export function reportedEvent(event: NewAuditEvent): string {
  const { recordedAt: _, error, ...rest } = event;
  const { plugin, actor } = event;
  const reported = {
    ...rest,
    event: printable(event.event).slice(0, LONGEST_ACTION - plugin.length - 1),
    action: printable(event.action).slice(0, LONGEST_ACTION),
    actor: {
      ...actor,
      ...(actor.ref && { ref: printable(actor.ref) }),
      ...(actor.via && { via: printable(actor.via) }),
    },
    targets: event.targets.flatMap(printableTarget),
    projects: event.projects.flatMap(printableTarget),
    ...(error && { error: { ...error, name: error.name || 'Error' } }),
  };
  const content = JSON.stringify(reported);
  return Buffer.byteLength(content) <= LARGEST
    ? content
    : JSON.stringify({
        ...reported,
        meta: {},
        changes: undefined,
        truncated: ['/meta', '/changes'],
      });
}

function printableTarget(target: Target): Target[] {
  return target.ref ? [{ ...target, ref: printable(target.ref) }] : [];
}

function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}]/gu, '\u{fffd}');
}
