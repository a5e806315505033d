// SPDX-License-Identifier: Apache-2.0
import type { Actor, NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { effectiveActor } from '../recording/readActor';
import { signedInActor } from './signedInActor';

/** Who did what was reported to the auditor: who made the request, or whom its plugin acted for. */
export function reportedActor(actor: Actor, event: NewAuditEvent): Actor {
  return signedInActor(actor, event) ?? effectiveActor(actor, event.meta);
}
