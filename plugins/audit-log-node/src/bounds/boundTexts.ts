// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { cutText } from './cutText';
import type { Limits } from './Limits';

const LONGEST_NAME = 500;
const MOST_TARGETS = 100;

/** The most characters of fields that may have more or less than a name. */
type Lengths = { readonly [field: string]: number | undefined };
const NAMES: Lengths = {};
const REQUEST: Lengths = { path: 2_000 };

/**
 * The event with all of it within limits but its meta and its changes, and without fields that are undefined. The same event
 * where there is nothing to cut and nothing to leave out, as it is with nearly all.
 */
export function boundTexts(
  event: NewAuditEvent,
  limits: Limits,
): NewAuditEvent {
  return isBound(event, limits) ? event : cutTexts(event, limits);
}

function isBound(event: NewAuditEvent, limits: Limits): boolean {
  const { request, error, targets, truncated } = event;
  return (
    truncated === undefined &&
    fits(event, NAMES) &&
    fits(event.actor, NAMES) &&
    targets.length <= MOST_TARGETS &&
    targets.every(target => fits(target, NAMES)) &&
    (request === undefined || fits(request, REQUEST)) &&
    (error === undefined || fits(error, { message: limits.textLength }))
  );
}

function cutTexts(event: NewAuditEvent, limits: Limits): NewAuditEvent {
  const truncated = new Set(event.truncated);
  const cutFields = <T extends object>(
    object: T,
    pointer: string,
    lengths: Lengths = NAMES,
  ): T =>
    Object.fromEntries(
      Object.entries(object)
        .filter(([_, value]) => value !== undefined)
        .map(([field, value]) => {
          const length = lengths[field] ?? LONGEST_NAME;
          const cut =
            typeof value === 'string' ? cutText(value, length) : undefined;
          if (cut !== undefined) {
            truncated.add(`${pointer}/${field}`);
          }
          return [field, cut ?? value];
        }),
    ) as T;

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
      request: cutFields(request, '/request', REQUEST),
    }),
    ...(error && {
      error: cutFields(error, '/error', { message: limits.textLength }),
    }),
  };
  return truncated.size > 0
    ? { ...bounded, truncated: [...truncated] }
    : bounded;
}

/** Whether there is nothing to cut and nothing to leave out. */
function fits(object: object, lengths: Lengths): boolean {
  for (const field in object) {
    if (Object.hasOwn(object, field)) {
      const value = (object as Record<string, unknown>)[field];
      if (
        value === undefined ||
        (typeof value === 'string' &&
          value.length > (lengths[field] ?? LONGEST_NAME))
      ) {
        return false;
      }
    }
  }
  return true;
}
