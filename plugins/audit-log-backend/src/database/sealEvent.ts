// SPDX-License-Identifier: Apache-2.0
import {
  createSeal,
  leafHash,
  type Seal,
} from 'backstage-plugin-audit-log-verify';
import { eventFromRow } from './eventFromRow';
import type { StoredEvent } from './eventRow';

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
  { row, refs }: StoredEvent,
  { personalOf }: PersonalParts,
): StoredEvent {
  const event = eventFromRow(
    { ...row, position: 0, first_sequence: null },
    MILLISECONDS,
  );
  const seal = createSeal(event, personalOf(event.action));
  return {
    row: { ...row, details: withSeal(row.details, seal) },
    refs,
    leaf: leafHash(event, seal),
  };
}

/** Details, which have no seal yet, with one. */
export function withSeal(details: string, seal: Seal): string {
  // The text goes on as it is: to make it again from an object would take as long as the hashes do.
  const rest = details.slice(1);
  return `{"seal":${JSON.stringify(seal)}${rest === '}' ? '' : ','}${rest}`;
}
