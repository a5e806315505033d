// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { createActivity } from './activity';

/** Events of the last second, as they come from the pipeline; made before the clock starts. */
export function freshEvents(
  events: number,
  seed: number,
): readonly NewAuditEvent[] {
  const to = Date.now();
  return [...createActivity({ events, from: to - 1000, to, seed })];
}
