// SPDX-License-Identifier: Apache-2.0
import type { Cause, Removal } from '../changes/EntityChange';
import type { KnownEntity } from './KnownEntity';

/** By what the catalog gives itself the locations that were registered through its API. */
const LOCATION_STORE = 'DefaultLocationStore';

/**
 * Why an entity is gone, as far as it shows: what nothing gives any more becomes an orphan and is then deleted, alone; what
 * its provider takes back goes at once, with all that comes from it.
 */
export function removalOf(
  entity: KnownEntity,
  cause: Cause | undefined,
  isPresent: (ref: string) => boolean,
): Removal | undefined {
  if (cause?.kind === 'deleted' || cause?.kind === 'unregistered') {
    return cause.kind;
  }
  if (
    entity.isOrphan ||
    (entity.rootRef !== null && isPresent(entity.rootRef))
  ) {
    return 'orphaned';
  }
  switch (entity.rootProvider) {
    case null:
      return undefined;
    case LOCATION_STORE:
      return 'unregistered';
    default:
      return 'withdrawn-by-provider';
  }
}
