// SPDX-License-Identifier: Apache-2.0
import { ACTOR_PART, actorValue, withoutActor } from './actorPart';
import { replaceAt } from './pointers';
import type { SealableEvent } from './SealableEvent';

/** What is in one of the personal parts of an event, and the event with something else in its place. Throws where there is no such part. */
export function takePart<E extends SealableEvent>(
  event: E,
  part: string,
  replacement: unknown,
): { value: unknown; rest: E } {
  if (part === ACTOR_PART) {
    return { value: actorValue(event), rest: withoutActor(event) };
  }
  const { value, copy } = replaceAt(event, part, replacement);
  return { value, rest: copy };
}
