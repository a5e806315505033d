// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { storedText } from './storedText';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** The year 1: PostgreSQL and ISO 8601 disagree about what came before. */
const EARLIEST = Date.parse('0001-01-01T00:00:00Z');

/**
 * The event with what no store could keep replaced by the nearest that it can, and marked in `truncated`. The same
 * object when there was nothing to replace, which is always so for events of our own pipeline. Its texts are looked at only
 * when that is asked for: it takes as long as all the rest.
 */
export function storableEvent(
  given: NewAuditEvent,
  recordedAt: number,
  options: { readonly texts: boolean },
): NewAuditEvent {
  const marks: string[] = [];
  let event = given;
  const replace = (change: Partial<NewAuditEvent>, pointer: string) => {
    event = { ...event, ...change };
    marks.push(pointer);
  };

  if (options.texts) {
    event = cleaned(event, '', marks) as NewAuditEvent;
  }
  const occurredAt = Date.parse(event.occurredAt);
  if (!(occurredAt >= EARLIEST && occurredAt <= recordedAt)) {
    replace({ occurredAt: new Date(recordedAt).toISOString() }, '/occurredAt');
  }
  const { durationMs } = event;
  if (durationMs !== undefined && !Number.isSafeInteger(durationMs)) {
    const whole = Math.min(Math.round(durationMs), Number.MAX_SAFE_INTEGER);
    replace({ durationMs: whole >= 0 ? whole : undefined }, '/durationMs');
  }
  const operationId = event.operationId.toLowerCase();
  if (operationId !== event.operationId && UUID.test(operationId)) {
    event = { ...event, operationId };
  } else if (!UUID.test(operationId)) {
    replace({ operationId: event.id.toLowerCase() }, '/operationId');
  }
  return marks.length > 0
    ? { ...event, truncated: [...(event.truncated ?? []), ...marks] }
    : event;
}

/** A copy of a JSON value with every text in it storable, and the JSON Pointers of those that were not. */
function cleaned(value: unknown, pointer: string, marks: string[]): unknown {
  if (typeof value === 'string') {
    const text = storedText(value);
    if (text !== value) {
      marks.push(pointer);
    }
    return text;
  }
  if (Array.isArray(value)) {
    return value.map((inner, index) =>
      cleaned(inner, `${pointer}/${index}`, marks),
    );
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, inner]) => {
      const key = storedText(name);
      const path = `${pointer}/${key
        .replaceAll('~', '~0')
        .replaceAll('/', '~1')}`;
      if (key !== name) {
        marks.push(path);
      }
      return [key, cleaned(inner, path, marks)];
    });
    return Object.fromEntries(entries);
  }
  return value;
}
