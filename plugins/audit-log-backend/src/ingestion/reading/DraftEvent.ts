// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { timeOfUuid } from 'backstage-plugin-audit-log-node';

/** An event that was reported, before it has its id. */
export type DraftEvent = Omit<
  NewAuditEvent,
  'id' | 'recordedAt' | 'operationId'
> & { readonly operationId?: string };

/** The event under an id: a UUIDv7, whose time is when it was received. */
export function eventOfDraft(draft: DraftEvent, id: string): NewAuditEvent {
  return {
    ...draft,
    id,
    operationId: draft.operationId ?? id,
    recordedAt: new Date(timeOfUuid(id)).toISOString(),
  };
}
