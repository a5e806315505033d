// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { OpenOperation } from '../../auditEventSinkServiceRef';
import { emittedEvent } from './emittedEvent';

/** An operation of the plugin `toy` that begins. */
export function begunOperation(
  given: Partial<NewAuditEvent> = {},
): OpenOperation {
  const unfinished = emittedEvent({ ...given, outcome: 'unfinished' });
  return { ...unfinished, unfinished: async () => unfinished };
}
