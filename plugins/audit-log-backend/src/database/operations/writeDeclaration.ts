// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../dialect';
import { REGISTRY_TABLES, type DeclarationRow } from '../registryTables';

/** Keeps what a plugin declares in place of what it declared before, and the counts of those schemas that it still has. */
export async function writeDeclaration(
  knex: Knex,
  dialect: Dialect,
  declaration: Omit<DeclarationRow, 'declared_at'>,
  schemas: readonly string[],
): Promise<void> {
  await knex.transaction(async transaction => {
    await transaction(REGISTRY_TABLES.declarations)
      .insert({
        ...declaration,
        declared_at: transaction.raw(dialect.timeFromNow(0)),
      })
      .onConflict('plugin')
      .merge();
    await transaction(REGISTRY_TABLES.mismatches)
      .where({ plugin: declaration.plugin })
      .whereNotIn('schema', [...schemas])
      .delete();
  });
}
