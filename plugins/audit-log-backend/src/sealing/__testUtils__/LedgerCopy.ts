// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { SEALING_TABLES } from '../../database/sealingTables';
import { TABLES } from '../../database/tables';

const COPIED = [
  TABLES.batches,
  TABLES.ledger,
  SEALING_TABLES.tree,
  SEALING_TABLES.tiles,
  SEALING_TABLES.checkpoints,
  SEALING_TABLES.contradictions,
];

/** What order and seal are kept in, as it was at a moment: a backup, or what somebody keeps who will cut off the end. */
export class LedgerCopy {
  static async of(knex: Knex): Promise<LedgerCopy> {
    const tables = await Promise.all(
      COPIED.map(async table => [table, await knex(table)] as const),
    );
    return new LedgerCopy(knex, tables);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly tables: readonly (readonly [string, object[]])[],
  ) {}

  /** Puts it in the place of the present one, at once. */
  async putBack(): Promise<void> {
    await this.knex.transaction(async transaction => {
      for (const [table, rows] of this.tables) {
        await transaction(table).delete();
        if (rows.length > 0) {
          await transaction(table).insert(rows);
        }
      }
    });
  }
}
