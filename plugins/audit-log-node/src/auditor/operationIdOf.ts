// SPDX-License-Identifier: Apache-2.0
import type { AuditorServiceEvent } from '@backstage/backend-plugin-api';

/** What an auditor that records adds to an event that was begun. */
export interface RecordedAuditorEvent extends AuditorServiceEvent {
  readonly operationId: string;
}

/**
 * The operation that an event which was begun will be found by in the audit log; undefined when the auditor is another one
 * than ours.
 *
 * @public
 */
export function operationIdOf(event: AuditorServiceEvent): string | undefined {
  const { operationId } = event as Partial<RecordedAuditorEvent>;
  return operationId;
}
