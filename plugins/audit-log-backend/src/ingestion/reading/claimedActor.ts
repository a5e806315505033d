// SPDX-License-Identifier: Apache-2.0
import type { Actor } from 'backstage-plugin-audit-log-common';
import { entityReference } from 'backstage-plugin-audit-log-node';
import type { KeyPrincipal } from '../../access/keys/IngestionKeys';

/**
 * Who did something, as an outside system says. `via` says whose word it is. It is never a plugin, and a person of the
 * portal only if the key may name them; whoever it is else bears the name of the source before their own.
 */
export function claimedActor(
  claimed: Omit<Actor, 'via'> | undefined,
  source: string,
  key: Pick<KeyPrincipal, 'id' | 'mayNamePeople'>,
): Actor {
  const origin = `external:${source}`;
  const via = `key:${key.id}`;
  if (!claimed) {
    return { type: 'service', ref: origin, via };
  }
  const { type, ref, title } = claimed;
  if (ref === undefined) {
    return {
      type,
      ...(type !== 'anonymous' && { ref: origin }),
      ...(title !== undefined && { title: `${title} (${source})` }),
      via,
    };
  }
  const person = entityReference(ref);
  if (key.mayNamePeople && type === 'user' && person?.startsWith('user:')) {
    // Under the name that the catalog has for them, and no other.
    return { type, ref: person, via };
  }
  return {
    type,
    ref: `${origin}/${ref}`,
    ...(title !== undefined && { title: `${title} (${source})` }),
    via,
  };
}
