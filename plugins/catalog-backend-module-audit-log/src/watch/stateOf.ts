// SPDX-License-Identifier: Apache-2.0
import type { EntityState } from '../changes/EntityChange';
import type { KnownEntity } from './KnownEntity';

/** What is told of an entity in a change. */
export function stateOf(known: KnownEntity): EntityState {
  const { ref, uid, content, provider } = known;
  const location = known.origin === null ? undefined : parse(known.origin);
  return {
    ref,
    uid,
    content,
    source: {
      ...(provider !== null && { provider }),
      ...(location && { location }),
    },
  };
}

/** Like parseLocationRef of the catalog model, of which some providers' annotations are not. */
function parse(origin: string): { type: string; target: string } | undefined {
  const at = origin.indexOf(':');
  return at > 0 && at < origin.length - 1
    ? { type: origin.slice(0, at), target: origin.slice(at + 1) }
    : undefined;
}
