// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { JsonValue } from '@backstage/types';
import type { Target } from 'backstage-plugin-audit-log-common';

/**
 * A registered location as the entity that the catalog makes of it: `location:default/generated-` and the SHA-1 of its
 * type and target, as in `locationSpecToMetadataName` of the catalog backend. Its title is where it points.
 */
export function locationReference(
  location: JsonValue | undefined,
): Target | undefined {
  if (
    typeof location !== 'object' ||
    location === null ||
    Array.isArray(location)
  ) {
    return undefined;
  }
  const { type, target } = location;
  if (typeof type !== 'string' || typeof target !== 'string') {
    return undefined;
  }
  const name = createHash('sha1').update(`${type}:${target}`).digest('hex');
  return { ref: `location:default/generated-${name}`, title: target };
}
