// SPDX-License-Identifier: Apache-2.0
import type {
  FieldChange,
  NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { holdsSecret, isSecretText, namesSecret, tells } from './holdsSecret';
import { REDACTED, redactText } from './redactText';
import type { SecretKeys } from './SecretKeys';

const MOST_POINTERS = 100;

/**
 * The event without the secrets in it; `redacted` says where they were. The same event where there is none, as in nearly all.
 *
 * @public
 */
export function redactEvent(
  event: NewAuditEvent,
  secretKeys: SecretKeys,
): NewAuditEvent {
  return holdsSecret(event, secretKeys) ? takeOut(event, secretKeys) : event;
}

function takeOut(event: NewAuditEvent, secretKeys: SecretKeys): NewAuditEvent {
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
      Object.entries(value).map(([key, field], index) => {
        const name = cleanName(key, index);
        const place = `${pointer}/${escape(name)}`;
        if (name !== key) {
          mark(place);
        }
        if (secretKeys.has(key) && tells(field)) {
          mark(place);
          return [name, REDACTED];
        }
        return [name, json(field, place)];
      }),
    );
  };

  const change = (given: FieldChange, pointer: string): FieldChange => {
    const isSecret = namesSecret(given.path, secretKeys);
    const state = (value: unknown, place: string) => {
      if (!isSecret || !tells(value)) {
        return json(value, place);
      }
      mark(place);
      return REDACTED;
    };
    return {
      path: text(given.path, `${pointer}/path`),
      ...('before' in given && {
        before: state(given.before, `${pointer}/before`),
      }),
      ...('after' in given && {
        after: state(given.after, `${pointer}/after`),
      }),
    };
  };

  const { request, error, changes } = event;
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
    ...(changes && {
      changes: changes.map((each, index) => change(each, `/changes/${index}`)),
    }),
    meta: json(event.meta, '/meta') as NewAuditEvent['meta'],
  };
  return redacted.size > 0 ? { ...clean, redacted: [...redacted] } : clean;
}

/** The name of a field, without a secret that somebody took for one. Two of them in one object stay two. */
function cleanName(name: string, index: number): string {
  return isSecretText(name) ? `${redactText(name)} ${index}` : name;
}

/** As in a JSON Pointer, RFC 6901, section 3. */
function escape(key: string): string {
  return key.replace(/~/g, '~0').replace(/\//g, '~1');
}
