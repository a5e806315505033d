// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { JsonObject } from '@backstage/types';
import { boundChanges } from './boundChanges';
import { boundJson } from './boundJson';
import { cutText } from './cutText';
import type { Limits } from './Limits';

const LONGEST_NAME = 500;
const LONGEST_PATH = 2_000;
const MOST_TARGETS = 100;

/**
 * The event within limits and as JSON, sharing nothing with what its plugin reported; `truncated` says what was cut.
 * An event that was bounded before comes out as it went in.
 *
 * @public
 */
export function boundEvent(
  event: NewAuditEvent,
  limits: Limits,
): NewAuditEvent {
  const { value, truncated } = boundJson(event.meta, limits, '/meta');
  const bounded = event.changes && boundChanges(event.changes, limits);
  return boundTexts(
    {
      ...event,
      meta: value as JsonObject,
      ...(bounded && { changes: [...bounded.changes] }),
      truncated: [
        ...(event.truncated ?? []),
        ...truncated,
        ...(bounded?.truncated ?? []),
      ],
    },
    limits,
  );
}

/** All of it but its meta and its changes. */
export function boundTexts(
  event: NewAuditEvent,
  limits: Limits,
): NewAuditEvent {
  const truncated = new Set(event.truncated);
  const cutFields = <T extends object>(
    object: T,
    pointer: string,
    lengths: { readonly [field in keyof T]?: number } = {},
  ): T => {
    if (fits(object, lengths)) {
      return { ...object };
    }
    return Object.fromEntries(
      Object.entries(object)
        .filter(([_, value]) => value !== undefined)
        .map(([field, value]) => {
          const length = lengths[field as keyof T] ?? LONGEST_NAME;
          const cut =
            typeof value === 'string' ? cutText(value, length) : undefined;
          if (cut !== undefined) {
            truncated.add(`${pointer}/${field}`);
          }
          return [field, cut ?? value];
        }),
    ) as T;
  };

  if (event.targets.length > MOST_TARGETS) {
    truncated.add('/targets');
  }
  const { request, error } = event;
  const { truncated: _, ...bounded }: NewAuditEvent = {
    ...cutFields(event, ''),
    actor: cutFields(event.actor, '/actor'),
    targets: event.targets
      .slice(0, MOST_TARGETS)
      .map((target, index) => cutFields(target, `/targets/${index}`)),
    ...(request && {
      request: cutFields(request, '/request', { path: LONGEST_PATH }),
    }),
    ...(error && {
      error: cutFields(error, '/error', { message: limits.textLength }),
    }),
  };
  return truncated.size > 0
    ? { ...bounded, truncated: [...truncated] }
    : bounded;
}

/** Whether there is nothing to cut and nothing to leave out, as of nearly all. */
function fits<T extends object>(
  object: T,
  lengths: { readonly [field in keyof T]?: number },
): boolean {
  for (const field in object) {
    if (Object.hasOwn(object, field)) {
      const value: unknown = object[field];
      const length = lengths[field] ?? LONGEST_NAME;
      if (
        value === undefined ||
        (typeof value === 'string' && value.length > length)
      ) {
        return false;
      }
    }
  }
  return true;
}
