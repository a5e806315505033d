// SPDX-License-Identifier: Apache-2.0
import type { SealableEvent } from './SealableEvent';

/** The part of an event that tells who it was. Not a pointer into it: it is taken from the actor and from the request. */
export const ACTOR_PART = '/actor';

/** All that tells who it was; without properties when nothing does. */
export function actorValue({
  actor,
  request,
}: SealableEvent): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  if (request?.address !== undefined) {
    value.address = request.address;
  }
  if (actor.ref !== undefined) {
    value.ref = actor.ref;
  }
  if (actor.title !== undefined) {
    value.title = actor.title;
  }
  if (request?.userAgent !== undefined) {
    value.userAgent = request.userAgent;
  }
  return value;
}

/** The event without all that. */
export function withoutActor<E extends SealableEvent>(event: E): E {
  const { ref, title, ...actor } = event.actor;
  if (event.request === undefined) {
    return { ...event, actor };
  }
  const { address, userAgent, ...request } = event.request;
  return { ...event, actor, request };
}
