// SPDX-License-Identifier: Apache-2.0
import {
  type KnownPerson,
  strangersOf,
} from '../../access/members/KnownPerson';
import type { AccessModel } from '../../access/model/AccessModel';
import { readPerson } from '../../access/operations/readPerson';
import { normalRef } from '../../access/references';
import type { AccessStore } from '../../access/store/AccessStore';

export interface FoundPerson extends KnownPerson {
  /** Since when the catalog knows them, or knew them first, in epoch milliseconds; absent when it never did. */
  readonly knownSince?: number;
}

/**
 * Somebody whom the catalog knows or knew, or who has a role or is in a local group all the same; undefined for anyone
 * else.
 */
export async function findPerson(
  { knex, dialect }: AccessStore,
  model: AccessModel,
  ref: string,
): Promise<FoundPerson | undefined> {
  const known = model.directory.people.get(ref);
  if (known) {
    return known;
  }
  const former = await readPerson(knex, dialect, ref);
  if (former) {
    return { ...former, source: 'unknown' };
  }
  return strangersOf(model).find(stranger => stranger.ref === ref);
}

/** The reference of a person as it is kept; undefined for what is none. */
export function readPersonRef(given: string): string | undefined {
  const ref = normalRef(given);
  return ref?.startsWith('user:') ? ref : undefined;
}
