// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { canonicalJson, type Seal } from 'backstage-plugin-audit-log-verify';
import { detailsOf, type EventDetails } from '../../database/eventRow';

const IN_A_SEAL = ['salts', 'erased'];
const IN_AN_ERASED_PART = 'commitment,operation';

/**
 * Whether a text is what `details` is to hold of an event that was read from it. The event has what it needs of the text and would
 * pass over anything else: another member, one of the same name before it, what is empty and should not be there, white space.
 */
export function isDetailsOf(
  text: string,
  details: EventDetails,
  event: AuditEvent,
): boolean {
  // All that was ever written was made by JSON.stringify, in whatever order, which is the one it is read in.
  return (
    JSON.stringify(details) === text &&
    hasNothingElse(details, detailsOf(event)) &&
    isPlainSeal(details.seal!)
  );
}

/** The parts of the event are those of the details, the same objects: so they need not be compared within. */
function hasNothingElse(details: EventDetails, expected: EventDetails) {
  const given = details as Readonly<Record<string, unknown>>;
  const wanted = expected as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(given)) {
    if (name !== 'seal' && name !== 'whole' && given[name] !== wanted[name]) {
      return false;
    }
  }
  return (
    details.whole === expected.whole ||
    canonicalJson(details.whole ?? null) ===
      canonicalJson(expected.whole ?? null)
  );
}

function isPlainSeal(seal: Seal): boolean {
  return (
    Object.keys(seal).every(name => IN_A_SEAL.includes(name)) &&
    Object.values(seal.erased ?? {}).every(
      part =>
        Object.keys(part).sort().join() === IN_AN_ERASED_PART &&
        typeof part.operation === 'string',
    )
  );
}
