// SPDX-License-Identifier: Apache-2.0
import { POSTGRES } from 'backstage-plugin-audit-log-backend/src/database/postgres';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type {
  PagePosition,
  ReadPage,
  WindowedSearch,
} from 'backstage-plugin-audit-log-backend/src/query/AuditEventReader';
import { DatabaseEventReader } from 'backstage-plugin-audit-log-backend/src/query/DatabaseEventReader';
import { EVENT_COLUMNS } from 'backstage-plugin-audit-log-backend/src/query/operations/eventColumns';
import { eventConditions } from 'backstage-plugin-audit-log-backend/src/query/operations/eventConditions';
import { all } from 'backstage-plugin-audit-log-backend/src/query/operations/sql';
import { timeConditions } from 'backstage-plugin-audit-log-backend/src/query/operations/timeConditions';
import type { Knex } from 'knex';
import type { Client } from 'pg';
import { openDatabase } from '../openDatabase';
import { connect } from '../postgres/connect';
import type { Uses } from '../Uses';
import type { SeededLedger } from '../seeding/seedLedger';

export const PAGE_SIZE = 50;
const EVERYTHING = { kind: 'everything' } as const;

/** A seeded ledger that is read in two ways: as the audit log does, and by SELECTs through the driver alone. */
export class ReadLedger {
  static async open(uses: Uses, seeded: SeededLedger): Promise<ReadLedger> {
    const knex = uses.use(openDatabase(seeded.connectionString), it =>
      it.destroy(),
    );
    const reader = await DatabaseEventReader.create({
      database: { getClient: async () => knex },
    });
    return new ReadLedger(
      seeded,
      knex,
      reader,
      await connect(uses, seeded.connectionString),
    );
  }

  private constructor(
    readonly seeded: SeededLedger,
    readonly knex: Knex,
    readonly reader: DatabaseEventReader,
    readonly client: Client,
  ) {}

  /** Of everything there is, newest first, unless it says otherwise. */
  search(search: Partial<WindowedSearch> = {}): WindowedSearch {
    const { from, to } = this.seeded;
    return { from, to, include: {}, exclude: {}, order: 'newest', ...search };
  }

  page(search: WindowedSearch, position?: PagePosition): Promise<ReadPage> {
    return this.reader.readPage({
      search,
      position,
      scope: EVERYTHING,
      limit: PAGE_SIZE,
    });
  }

  /**
   * The rows of a first page by one SELECT with the same conditions, as they come from the driver: nothing is made of
   * them, and nothing bounds the time it takes.
   */
  async select(search: WindowedSearch, offset = 0): Promise<number> {
    const { from = 0, to = 0 } = search;
    const where = all([
      ...timeConditions('e', {
        dialect: POSTGRES,
        from,
        to,
        order: 'newest',
      }),
      ...eventConditions(search, EVERYTHING, POSTGRES),
    ]);
    let bound = 0;
    const text = where.text.replaceAll('?', () => `$${(bound += 1)}`);
    const { rows } = await this.client.query(
      `SELECT ${EVENT_COLUMNS} FROM ${TABLES.events} e WHERE ${text}
       ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${PAGE_SIZE + 1}
       ${offset ? `OFFSET ${offset}` : ''}`,
      [...where.bindings],
    );
    return rows.length;
  }
}
