// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { REDACTED, redactText } from './redactText';
import type { SecretKeys } from './SecretKeys';

const MOST_POINTERS = 100;

/** The event without the secrets in it; `redacted` says where they were. */
export function redactEvent(
  event: NewAuditEvent,
  secretKeys: SecretKeys,
): NewAuditEvent {
  const redacted = new Set(event.redacted);
  const mark = (pointer: string) => {
    if (redacted.size < MOST_POINTERS) {
      redacted.add(pointer);
    }
  };
  const text = <T extends string | undefined>(value: T, pointer: string): T => {
    const clean = value === undefined ? value : redactText(value);
    if (clean !== value) {
      mark(pointer);
    }
    return clean as T;
  };
  const json = (value: unknown, pointer: string): unknown => {
    if (typeof value === 'string') {
      return text(value, pointer);
    }
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    if (Array.isArray(value)) {
      return value.map((item, index) => json(item, `${pointer}/${index}`));
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, field]) => {
        const place = `${pointer}/${escape(key)}`;
        if (secretKeys.has(key) && tells(field)) {
          mark(place);
          return [key, REDACTED];
        }
        return [key, json(field, place)];
      }),
    );
  };

  const { request, error } = event;
  const clean: NewAuditEvent = {
    ...event,
    targets: event.targets.map((target, index) =>
      target.title === undefined
        ? target
        : { ...target, title: text(target.title, `/targets/${index}/title`) },
    ),
    ...(request && {
      request: {
        ...request,
        path: text(request.path, '/request/path'),
        userAgent: text(request.userAgent, '/request/userAgent'),
      },
    }),
    ...(error && {
      error: { ...error, message: text(error.message, '/error/message') },
    }),
    meta: json(event.meta, '/meta') as NewAuditEvent['meta'],
  };
  return redacted.size > 0 ? { ...clean, redacted: [...redacted] } : clean;
}

/** Whether there is anything to a secret: nothing, yes and no give none away, and say that there was one or not. */
function tells(value: unknown): boolean {
  return (
    value !== null &&
    value !== undefined &&
    value !== '' &&
    value !== REDACTED &&
    typeof value !== 'boolean'
  );
}

/** As in a JSON Pointer, RFC 6901, section 3. */
function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
