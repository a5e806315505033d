// SPDX-License-Identifier: Apache-2.0
import type { AuditorServiceCreateEventOptions } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';

/** What a plugin tells the auditor of an operation that an event like this one comes of. */
export function reportedOperation(
  event: NewAuditEvent,
): Pick<
  AuditorServiceCreateEventOptions,
  'eventId' | 'severityLevel' | 'meta'
> {
  return {
    eventId: event.event,
    severityLevel: event.severity,
    meta: event.meta as JsonObject,
  };
}
