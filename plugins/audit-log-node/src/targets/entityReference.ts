// SPDX-License-Identifier: Apache-2.0
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** The normal form of a full entity reference (`Component:default/Site` is `component:default/site`), or undefined. */
export function entityReference(value: unknown): string | undefined {
  if (
    typeof value !== 'string' ||
    !/^[^:/\s]+:[^:/\s]+(\/[^:/\s]+)?$/.test(value)
  ) {
    return undefined;
  }
  try {
    return stringifyEntityRef(parseEntityRef(value));
  } catch {
    return undefined;
  }
}

/** The same for a user. */
export function userReference(value: unknown): string | undefined {
  const ref = entityReference(value);
  return ref?.startsWith('user:') ? ref : undefined;
}
