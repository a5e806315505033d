// SPDX-License-Identifier: Apache-2.0
import type {
  NewAuditEvent,
  Severity,
} from 'backstage-plugin-audit-log-common';
import { createGapEvent } from '../createGapEvent';

/** The event that says that operations were refused, since they could not be recorded. It is one of the plugin whose they were. */
export function createRefusedEvent(
  bySeverity: { readonly [severity in Severity]?: number },
  { plugin }: { readonly plugin: string },
): NewAuditEvent {
  return createGapEvent({
    plugin,
    event: 'operations-refused',
    bySeverity,
    error: 'OperationsRefused',
    what: 'operations were refused: they could not have been recorded',
  });
}
