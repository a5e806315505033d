// SPDX-License-Identifier: Apache-2.0
import { expandPermissions } from 'backstage-plugin-audit-log-common';
import { useOwnAccess } from '../access/OwnAccess';

export interface PermissionPicking {
  isPicked(held: string): boolean;
  toggle(held: string): void;
  /** Why it cannot be picked, when it cannot. */
  reasonAgainst(held: string): string | undefined;
}

/** What of bundles and permissions is picked, and what the person may pick. */
export function usePermissionPicking(
  value: readonly string[],
  heldBefore: readonly string[] = [],
  onChange: (held: readonly string[]) => void,
): PermissionPicking {
  const { missing } = useOwnAccess();
  const before = new Set([...heldBefore, ...expandPermissions(heldBefore)]);
  return {
    isPicked: held => value.includes(held),
    toggle: held =>
      onChange(
        value.includes(held)
          ? value.filter(other => other !== held)
          : // What a bundle brings need not stand beside it.
            [...value.filter(other => !isPartOf(other, held)), held],
      ),
    reasonAgainst: held => {
      const lacking = missing([held]).filter(name => !before.has(name));
      return lacking.length > 0
        ? `You cannot give this, because you do not hold ${
            lacking.length === 1 && lacking[0] === held
              ? 'it'
              : lacking.join(', ')
          } yourself.`
        : undefined;
    },
  };
}

function isPartOf(name: string, bundle: string): boolean {
  return name !== bundle && expandPermissions([bundle]).includes(name);
}
