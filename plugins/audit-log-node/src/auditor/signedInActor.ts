// SPDX-License-Identifier: Apache-2.0
import type { Actor, NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { userReference } from '../targets/entityReference';

/** The one plugin that says who somebody is. */
const AUTH_PLUGIN = 'auth';
const EVENTS = ['sign-in', 'sign-out'];

/**
 * Who signed in or out. Nobody has credentials of the portal while they sign in: it is the auth plugin that gives them, and
 * whom it gave them to is the actor. Undefined for all other plugins and events, and for those whom it refused: who they
 * said they were is a claim.
 */
export function signedInActor(
  actor: Actor,
  {
    plugin,
    event,
    outcome,
    meta,
  }: Pick<NewAuditEvent, 'plugin' | 'event' | 'outcome' | 'meta'>,
): Actor | undefined {
  if (
    actor.type !== 'anonymous' ||
    plugin !== AUTH_PLUGIN ||
    !EVENTS.includes(event) ||
    outcome !== 'succeeded'
  ) {
    return undefined;
  }
  const ref = userReference(meta.userEntityRef);
  return ref ? { type: 'user', ref } : undefined;
}
