// SPDX-License-Identifier: Apache-2.0
import type { Target } from 'backstage-plugin-audit-log-common';
import {
  ENTITY_UID,
  entityReference,
  LOCATION_ID,
} from 'backstage-plugin-audit-log-node';

/** References for which the catalog is asked, one by one, since there is nothing but an id: for plugins alone. */
const LOOKED_UP = new RegExp(`^(${ENTITY_UID}|${LOCATION_ID}):`);

interface ReadReference {
  readonly ref: string;
  readonly title?: string;
}

/** A reference as it is stored: an entity's in its normal form, any other (`task:1`) as it is given. */
export function storedReference({ ref, title }: ReadReference): Target {
  return {
    ref: (ref.includes('/') && entityReference(ref)) || ref,
    ...(title !== undefined && { title }),
  };
}

/** The same of an outside system. */
export function outsideReference(given: ReadReference): Target {
  const target = storedReference(given);
  return LOOKED_UP.test(target.ref)
    ? { ...target, ref: `external:${target.ref}` }
    : target;
}
