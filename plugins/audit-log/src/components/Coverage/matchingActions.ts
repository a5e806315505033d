// SPDX-License-Identifier: Apache-2.0
import type { CoveredAction } from 'backstage-plugin-audit-log-common';
import type { Shown } from './coverageLabels';

const IS_SHOWN: Readonly<Record<Shown, (action: CoveredAction) => boolean>> = {
  seen: ({ lastSeen }) => lastSeen !== undefined,
  'never-seen': ({ lastSeen }) => lastSeen === undefined,
  undeclared: ({ status }) => status === 'undeclared',
  mismatch: ({ mismatches }) => mismatches !== undefined,
};

/** The actions that have all these words in what is said of them, and are of the kind that is asked for. */
export function matchingActions(
  actions: readonly CoveredAction[],
  q: string,
  shown: Shown | undefined,
): readonly CoveredAction[] {
  const words = q.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return actions.filter(item => {
    const text = [item.plugin, item.action, item.title, item.description]
      .join('\n')
      .toLocaleLowerCase();
    return (
      words.every(word => text.includes(word)) &&
      (shown === undefined || IS_SHOWN[shown](item))
    );
  });
}
