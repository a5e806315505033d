// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';

/** An event, and why no store takes it. */
export interface UnstorableEvent {
  readonly event: NewAuditEvent;
  readonly cause: unknown;
}

/**
 * The ledger took all events of a call but these, and never will take these as they are: appending them again is in
 * vain.
 */
export class UnstorableEventsError extends CustomErrorBase {
  name = 'UnstorableEventsError' as const;

  constructor(readonly events: readonly UnstorableEvent[]) {
    super(
      `${events.length} audit event(s) could not be stored, the first with id '${events[0].event.id}'`,
      events[0].cause,
    );
  }
}
