// SPDX-License-Identifier: Apache-2.0
import {
  createSeal,
  leafHash,
  type Seal,
} from 'backstage-plugin-audit-log-verify';
import { eventOf } from './eventFromRow';
import type {
  ConvertedEvent,
  EventDetails,
  StoredEvent,
  UnplacedEventRow,
} from './eventRow';

/** Tells what plugins have declared as personal. */
export interface PersonalParts {
  /** JSON Pointers into events of this action, such as `/meta/email`. */
  personalOf(action: string): readonly string[];
}

const MILLISECONDS = { readTime: Number };

/**
 * The event with its seal, and with its leaf. The leaf is that of the event as it will be read back, not of the one that was
 * given: whatever storing changes is in it, or nobody could verify it.
 */
export function sealEvent(
  { row, refs, details }: ConvertedEvent,
  personal: PersonalParts,
): StoredEvent {
  const { seal, leaf } = sealOf(row, details, personal);
  const sealed = { ...row, details: withSeal(row.details, seal) };
  return { row: sealed, refs, leaf };
}

function sealOf(
  row: UnplacedEventRow,
  details: EventDetails,
  personal: PersonalParts,
): { readonly seal: Seal; readonly leaf: Buffer } {
  try {
    return sealOfDetails(row, details, personal);
  } catch {
    // What is no JSON has no canonical form. What its text says does, and takes a third longer to be read than all the rest.
    return sealOfDetails(row, JSON.parse(row.details), personal);
  }
}

function sealOfDetails(
  row: UnplacedEventRow,
  details: EventDetails,
  { personalOf }: PersonalParts,
) {
  const event = eventOf({ ...row, position: 0 }, details, MILLISECONDS);
  const seal = createSeal(event, personalOf(event.action));
  return { seal, leaf: leafHash(event, seal) };
}

/** Details, which have no seal yet, with one. */
export function withSeal(details: string, seal: Seal): string {
  // The text goes on as it is: to make it again from an object would take as long as the hashes do.
  const rest = details.slice(1);
  return `{"seal":${JSON.stringify(seal)}${rest === '}' ? '' : ','}${rest}`;
}
