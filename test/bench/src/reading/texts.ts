// SPDX-License-Identifier: Apache-2.0

/** Two words that a hundredth of the events have both. */
export const COMMON_TEXTS = [
  'orders refresh',
  'payment entity-mutate',
  'ledger scaffolder',
  'basket execution',
];

/** Two words of which one is in no event. */
export const ABSENT_TEXTS = [
  'orders zeppelin',
  'quokka refresh',
  'zeppelin quokka',
];

/**
 * Two words that are each in many events, and never in the same: the most that an index over words has to look through
 * for nothing.
 */
export const NEVER_TOGETHER_TEXTS = ['orders payment', 'ledger basket'];
