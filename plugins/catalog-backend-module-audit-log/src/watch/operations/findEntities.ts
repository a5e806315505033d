// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { EntityState } from '../../changes/EntityChange';
import { stateOf } from '../stateOf';
import { readKnown } from './readKnown';

/** The entities that there are of these references, as they were seen last. */
export async function findEntities(
  knex: Knex,
  refs: readonly string[],
): Promise<readonly EntityState[]> {
  const known = await readKnown(knex, refs);
  return known.filter(({ missingSince }) => missingSince === null).map(stateOf);
}
