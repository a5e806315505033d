// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import {
  SEALING_TABLES,
  type ContradictionRow,
} from '../../database/sealingTables';

/** Tells all processes of a checkpoint that the ledger has not grown from, as of now. */
export async function upholdContradiction(
  knex: Knex,
  dialect: Dialect,
  note: string,
): Promise<void> {
  await knex(SEALING_TABLES.contradictions)
    .insert({ id: 1, note, upheld_at: knex.raw(dialect.timeFromNow(0)) })
    .onConflict('id')
    .merge();
}

/** Takes it back, unless another is told of by now. */
export async function withdrawContradiction(
  knex: Knex,
  note: string,
): Promise<void> {
  await knex<ContradictionRow>(SEALING_TABLES.contradictions)
    .where({ id: 1, note })
    .delete();
}
