// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { SEALING_TABLES } from '../../database/sealingTables';
import { TABLES } from '../../database/tables';

const KEPT = [
  TABLES.ledger,
  TABLES.streams,
  TABLES.batches,
  TABLES.rollups,
  TABLES.actorRollups,
  TABLES.refs,
  TABLES.events,
  SEALING_TABLES.tree,
  SEALING_TABLES.tiles,
  SEALING_TABLES.checkpoints,
  SEALING_TABLES.erasures,
];

/** The tables of a ledger as they were at a moment, to be had again after each attack. */
export class Restorable {
  static async of(knex: Knex, name: string): Promise<Restorable> {
    for (const table of KEPT) {
      await knex.raw('CREATE TABLE ?? AS SELECT * FROM ??', [
        `${name}_${table}`,
        table,
      ]);
    }
    return new Restorable(knex, name);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly name: string,
  ) {}

  /** As somebody does who has a copy of the database. */
  async restore(tables: readonly string[] = KEPT): Promise<void> {
    await this.knex.transaction(async transaction => {
      for (const table of tables) {
        await transaction(table).delete();
        await transaction.raw('INSERT INTO ?? SELECT * FROM ??', [
          table,
          `${this.name}_${table}`,
        ]);
      }
    });
  }
}
