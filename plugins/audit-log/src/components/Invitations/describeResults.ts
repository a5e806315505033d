// SPDX-License-Identifier: Apache-2.0
import type { InvitationResult } from 'backstage-plugin-audit-log-common';

const WORDS: readonly (readonly [InvitationResult['result'], string])[] = [
  ['invited', 'invited'],
  ['renewed', 'renewed'],
  ['invalid', 'not invited'],
  ['repeated', 'repeated'],
];

/** How many addresses had which result. */
export function describeResults(results: readonly InvitationResult[]): string {
  return `${WORDS.flatMap(([result, word]) => {
    const count = results.filter(item => item.result === result).length;
    return count > 0 ? [`${count.toLocaleString('en-US')} ${word}`] : [];
  }).join(', ')}.`;
}
