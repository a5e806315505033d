// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../canonical/canonicalJson';
import { ACTOR_PART } from './actorPart';
import type { Seal, SealableEvent } from './SealableEvent';
import { takePart } from './takePart';

const TARGETS = '/targets/';
const ERASED_TARGET = { ref: 'user:erased' };
const COMMITMENT = /^[A-Za-z0-9_-]{43}$/;
/** Longer is no operation id: it is kept of each while a trail is read. */
export const LONGEST_OPERATION = 200;

/**
 * The parts that have been erased. Throws unless the event says the same of them as the seal, and nothing of them is left in
 * it: the leaf does not tell, so somebody could have put anything there.
 */
export function requireErased(event: SealableEvent, seal: Seal): string[] {
  const { erased = {} } = seal;
  const { erased: said = [] } = event;
  if (!isRecord(erased) || !Array.isArray(said)) {
    throw new Error('What was erased is not said as seals and events say it');
  }
  const parts = Object.keys(erased).sort();
  if (canonicalJson([...said].sort()) !== canonicalJson(parts)) {
    throw new Error('The event does not say what was erased as its seal does');
  }
  for (const part of parts) {
    if (Object.hasOwn(seal.salts, part)) {
      throw new Error(`${part} has a salt although it was erased`);
    }
    requireErasure(erased[part], part);
    const { value } = takePart(event, part, null);
    const empty = part === ACTOR_PART ? {} : standIn(part);
    if (canonicalJson(value) !== canonicalJson(empty)) {
      throw new Error(`${part} was erased, but something is there`);
    }
  }
  return parts;
}

/** What comes from elsewhere may hold anything here. */
function requireErasure(given: unknown, part: string): void {
  const { commitment, operation } = isRecord(given) ? given : {};
  if (typeof commitment !== 'string' || !COMMITMENT.test(commitment)) {
    throw new Error(`What the leaf holds of ${part} is no hash`);
  }
  if (
    typeof operation !== 'string' ||
    operation === '' ||
    operation.length > LONGEST_OPERATION
  ) {
    throw new Error(`It is not said which operation has erased ${part}`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is put in the place of a part; of targets an object, since each is one. */
export function standIn(part: string): unknown {
  return part.startsWith(TARGETS) ? ERASED_TARGET : null;
}
