// SPDX-License-Identifier: Apache-2.0
import { personalParts } from './personalParts';
import { drawSalt } from './salts';
import type { Seal, SealableEvent } from './SealableEvent';

/**
 * A seal for an event that is new: finds what is personal in it, and draws a salt for each such part. `personal` are further
 * JSON Pointers to what is personal, such as `/meta/phone`; those that lead to nothing in this event are no parts of it.
 *
 * @public
 */
export function createSeal(
  event: SealableEvent,
  personal: readonly string[] = [],
): Seal {
  const salts: Record<string, string> = {};
  for (const part of personalParts(event, personal)) {
    salts[part] = drawSalt();
  }
  return { salts };
}
