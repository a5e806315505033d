// SPDX-License-Identifier: Apache-2.0
import type { CoveredAction } from 'backstage-plugin-audit-log-common';

/** The actions of one plugin, or of one source outside the portal. */
export interface CoveredPlugin {
  readonly plugin: string;
  /** Those that are looked for. */
  readonly actions: readonly CoveredAction[];
  /** Of all its actions, such as "12 of 18 seen · 2 undeclared". */
  readonly summary: string;
  /** Whether there is any sign of it: an event, or that it declares something itself. */
  readonly isPresent: boolean;
}

/** By plugin, in the order of the actions; without those that have none of the actions that are looked for. */
export function pluginsOf(
  all: readonly CoveredAction[],
  found: readonly CoveredAction[],
): readonly CoveredPlugin[] {
  const allByPlugin = byPlugin(all);
  return Array.from(byPlugin(found), ([plugin, actions]) => {
    const ofPlugin = allByPlugin.get(plugin) ?? actions;
    return {
      plugin,
      actions,
      summary: summaryOf(ofPlugin),
      isPresent: ofPlugin.some(
        ({ status, lastSeen }) => lastSeen !== undefined || status !== 'known',
      ),
    };
  });
}

function byPlugin(
  actions: readonly CoveredAction[],
): ReadonlyMap<string, readonly CoveredAction[]> {
  const plugins = new Map<string, CoveredAction[]>();
  for (const action of actions) {
    const others = plugins.get(action.plugin);
    if (others) {
      others.push(action);
    } else {
      plugins.set(action.plugin, [action]);
    }
  }
  return plugins;
}

function summaryOf(actions: readonly CoveredAction[]): string {
  const count = (test: (action: CoveredAction) => boolean) =>
    actions.filter(test).length;
  const words = (number: number, what: string) =>
    number > 0 && `${number.toLocaleString()} ${what}`;
  const seen = count(({ lastSeen }) => lastSeen !== undefined);
  return [
    `${seen.toLocaleString()} of ${actions.length.toLocaleString()} seen`,
    words(
      count(({ status }) => status === 'undeclared'),
      'undeclared',
    ),
    words(
      count(({ mismatches }) => mismatches !== undefined),
      'not as declared',
    ),
  ]
    .filter(Boolean)
    .join(' · ');
}
