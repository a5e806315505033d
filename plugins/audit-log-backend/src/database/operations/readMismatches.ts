// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { REGISTRY_TABLES, type MismatchRow } from '../registryTables';

/** All counts of events that were not as declared; there are no more than declared types, a few times over. */
export async function readMismatches(
  knex: Knex,
): Promise<readonly MismatchRow[]> {
  return knex(REGISTRY_TABLES.mismatches).select();
}
