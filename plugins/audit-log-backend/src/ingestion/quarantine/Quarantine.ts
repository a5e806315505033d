// SPDX-License-Identifier: Apache-2.0
import type { QuarantineReason } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import {
  INGESTION_TABLES,
  type QuarantineRow,
} from '../../database/ingestionTables';
import { insertQuarantined } from './operations/insertQuarantined';
import {
  countQuarantined,
  listQuarantined,
  type QuarantinePosition,
  type QuarantineSearch,
} from './operations/listQuarantined';
import type { KeptItem, QuarantinedItem } from './QuarantinedItem';

export interface QuarantineList {
  readonly items: readonly KeptItem[];
  readonly total: number;
  readonly next?: QuarantinePosition;
}

/** Keeps what was reported and could not be recorded, each once, for administrators to see what to do about it. */
export class Quarantine {
  static create(options: {
    readonly knex: Knex;
    readonly dialect: Dialect;
  }): Quarantine {
    return new Quarantine(options.knex, options.dialect);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
  ) {}

  /** Resolves when they are committed. */
  async keep(items: readonly QuarantinedItem[]): Promise<void> {
    if (items.length > 0) {
      await insertQuarantined(this.knex, this.dialect, items);
    }
  }

  async page(
    search: QuarantineSearch,
    limit: number,
    position?: QuarantinePosition,
  ): Promise<QuarantineList> {
    const rows = await listQuarantined(
      this.knex,
      this.dialect,
      search,
      limit + 1,
      position,
    );
    const items = rows.slice(0, limit).map(row => this.#read(row));
    const last = items.at(-1);
    return {
      items,
      total: await countQuarantined(this.knex, search),
      ...(last &&
        rows.length > limit && {
          next: { time: last.receivedAt, id: last.id },
        }),
    };
  }

  async find(id: string): Promise<KeptItem | undefined> {
    const row = await this.knex<QuarantineRow>(INGESTION_TABLES.quarantine)
      .where({ id: id.toLowerCase() })
      .first();
    return row && this.#read(row);
  }

  #read(row: QuarantineRow): KeptItem {
    return {
      id: row.id,
      emitter: row.emitter,
      emitterName: row.emitter_name ?? undefined,
      reason: row.reason as QuarantineReason,
      message: row.message,
      source: row.source ?? undefined,
      sourceId: row.source_id ?? undefined,
      type: row.type ?? undefined,
      content: row.content,
      receivedAt: this.dialect.readTime(row.received_at),
      lastReceivedAt: this.dialect.readTime(row.last_received_at),
      times: row.times,
    };
  }
}
