// SPDX-License-Identifier: Apache-2.0
import { commitment } from './commitment';
import { standIn } from './erased';
import type { Seal, SealableEvent } from './SealableEvent';
import { takePart } from './takePart';

/**
 * The event and its seal without the personal parts that hold something of a person: any text in them, keys included, of which
 * `isWhose` says so. What the leaf holds of these parts stays, without the salt, so nobody can try what it was made of.
 * `operation` is the operation id of the erasure. Undefined when there is nothing of theirs in the event.
 *
 * @public
 */
export function eraseFromEvent<E extends SealableEvent>(
  event: E,
  seal: Seal,
  isWhose: (value: string) => boolean,
  operation: string,
): { event: E; seal: Seal } | undefined {
  const salts = { ...seal.salts };
  const erased = { ...seal.erased };
  let rest = event;
  for (const part of Object.keys(seal.salts)) {
    const taken = takePart(rest, part, standIn(part));
    if (holds(taken.value, isWhose)) {
      erased[part] = {
        commitment: commitment(salts[part], taken.value),
        operation,
      };
      delete salts[part];
      rest = taken.rest;
    }
  }
  if (rest === event) {
    return undefined;
  }
  return {
    event: { ...rest, erased: Object.keys(erased).sort() },
    seal: { salts, erased },
  };
}

function holds(value: unknown, isWhose: (value: string) => boolean): boolean {
  if (typeof value === 'string') {
    return isWhose(value);
  }
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(value).some(
      ([key, inner]) =>
        (!Array.isArray(value) && isWhose(key)) || holds(inner, isWhose),
    )
  );
}
