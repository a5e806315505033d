// SPDX-License-Identifier: Apache-2.0
import type { VerificationFinding } from 'backstage-plugin-audit-log-common';
import type { ChipLabel } from '../cells/LabelChip';

/** What can be wrong with a ledger, in the words of the verifier. */
export const FINDING_LABELS: Readonly<
  Record<VerificationFinding['kind'], ChipLabel>
> = {
  altered: {
    title: 'Altered',
    meaning: 'What is stored of the event is not what was sealed',
  },
  removed: {
    title: 'Removed',
    meaning: 'Events that were sealed are not there any more',
  },
  inserted: {
    title: 'Inserted',
    meaning: 'Events are there that were never sealed in this place',
  },
  reordered: {
    title: 'Reordered',
    meaning: 'Events are in another order than they were sealed in',
  },
  truncated: {
    title: 'Cut off',
    meaning: 'The end of what was sealed is gone',
  },
  'unknown-key': {
    title: 'Unknown key',
    meaning:
      'A checkpoint is signed with a key that the portal was not told of',
  },
  inconsistent: {
    title: 'Inconsistent',
    meaning: 'A checkpoint does not fit the events or another checkpoint',
  },
  derived: {
    title: 'Derived data',
    meaning:
      'A column, reference or count that follows from events does not follow from them',
  },
  'erased-unrecorded': {
    title: 'Erased unrecorded',
    meaning: 'Something was erased, and no erasure is on record that did it',
  },
};
