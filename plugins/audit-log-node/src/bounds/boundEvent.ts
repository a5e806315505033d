// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { JsonObject } from '@backstage/types';
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
  return boundTexts(
    {
      ...event,
      meta: value as JsonObject,
      truncated: [...(event.truncated ?? []), ...truncated],
    },
    limits,
  );
}

/** All of it but its meta. */
export function boundTexts(
  event: NewAuditEvent,
  limits: Limits,
): NewAuditEvent {
  const truncated = new Set(event.truncated);
  const cut = <T extends string | undefined>(
    value: T,
    pointer: string,
    length: number = LONGEST_NAME,
  ): T => {
    const shortened = value === undefined ? value : cutText(value, length);
    if (shortened === undefined) {
      return value;
    }
    truncated.add(pointer);
    return shortened as T;
  };

  if (event.targets.length > MOST_TARGETS) {
    truncated.add('/targets');
  }
  const { actor, request, error } = event;
  const bounded: NewAuditEvent = {
    ...event,
    plugin: cut(event.plugin, '/plugin'),
    event: cut(event.event, '/event'),
    action: cut(event.action, '/action'),
    actor: {
      ...actor,
      ref: cut(actor.ref, '/actor/ref'),
      via: cut(actor.via, '/actor/via'),
    },
    targets: event.targets
      .slice(0, MOST_TARGETS)
      .map(({ ref, title }, index) => ({
        ref: cut(ref, `/targets/${index}/ref`),
        title: cut(title, `/targets/${index}/title`),
      })),
    request: request && {
      ...request,
      path: cut(request.path, '/request/path', LONGEST_PATH),
      userAgent: cut(request.userAgent, '/request/userAgent'),
      address: cut(request.address, '/request/address'),
    },
    error: error && {
      name: cut(error.name, '/error/name'),
      message: cut(error.message, '/error/message', limits.textLength),
    },
  };
  const { truncated: _, ...whole } = bounded;
  return truncated.size > 0 ? { ...whole, truncated: [...truncated] } : whole;
}
