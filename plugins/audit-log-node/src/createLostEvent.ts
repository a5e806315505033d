// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { LostCounts } from './BoundedEventBuffer';
import { AUDIT_LOG, createGapEvent } from './createGapEvent';

/**
 * The event that says that events were lost: a gap in the log is itself on record. It is one of the plugin whose events they
 * were, where these waited by themselves.
 *
 * @public
 */
export function createLostEvent(
  lost: LostCounts,
  options: { readonly id?: string; readonly plugin?: string } = {},
): NewAuditEvent {
  const { id, plugin = AUDIT_LOG } = options;
  return createGapEvent({
    id,
    plugin,
    event: 'events-lost',
    bySeverity: lost,
    error: 'EventsLost',
    what: 'events could not be kept: there was no more room for events that wait',
  });
}
