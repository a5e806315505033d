// SPDX-License-Identifier: Apache-2.0
import { auditEvent } from '../../__testUtils__/auditEvent';
import type { DraftEvent } from '../reading/DraftEvent';

/** What is recorded of an ordinary reported event. */
export function draftEvent(given: Partial<DraftEvent> = {}): DraftEvent {
  const { id, recordedAt, operationId, ...draft } = auditEvent({
    plugin: 'external:ci',
    event: 'deploy',
    action: 'external.deploy',
  });
  return { ...draft, ...given };
}
