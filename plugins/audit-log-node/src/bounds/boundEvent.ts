// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { JsonObject } from '@backstage/types';
import { boundChanges } from './boundChanges';
import { boundJson } from './boundJson';
import { boundTexts } from './boundTexts';
import { isBoundJson } from './isBoundJson';
import type { Limits } from './Limits';

/**
 * The event within limits and as JSON; `truncated` says what was cut. The same event where it is so already, as each is that
 * was bounded before.
 *
 * @public
 */
export function boundEvent(
  event: NewAuditEvent,
  limits: Limits,
): NewAuditEvent {
  if (event.changes === undefined && isBoundJson(event.meta, limits)) {
    return boundTexts(event, limits);
  }
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
