// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { REGISTRY_TABLES, type DeclarationRow } from '../registryTables';

/** What plugins have declared that is not known yet: `known` has the digest of each plugin's that is. */
export async function readDeclarations(
  knex: Knex,
  known: ReadonlyMap<string, string>,
): Promise<readonly DeclarationRow[]> {
  const there: readonly Pick<DeclarationRow, 'plugin' | 'digest'>[] =
    await knex(REGISTRY_TABLES.declarations).select('plugin', 'digest');
  const changed = there.filter(
    ({ plugin, digest }) => known.get(plugin) !== digest,
  );
  return changed.length === 0
    ? []
    : knex(REGISTRY_TABLES.declarations)
        .whereIn(
          'plugin',
          changed.map(({ plugin }) => plugin),
        )
        .select();
}
