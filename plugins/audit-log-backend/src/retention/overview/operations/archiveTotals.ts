// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import type { StoredInteger } from '../../../database/tables';

/** What the archive has, and what it had. */
export interface ArchiveTotals {
  readonly archivedEvents: number;
  readonly archivedBytes: number;
  readonly removedEvents: number;
}

export async function archiveTotals(knex: Knex): Promise<ArchiveTotals> {
  const rows: {
    readonly state: string;
    readonly events: StoredInteger | null;
    readonly bytes: StoredInteger | null;
  }[] = await knex(ARCHIVE_TABLES.files)
    .groupBy('state')
    .select('state', knex.raw('sum(events) AS events, sum(bytes) AS bytes'));
  const sum = (name: 'events' | 'bytes', states: readonly string[]) =>
    rows
      .filter(({ state }) => states.includes(state))
      .reduce((total, row) => total + Number(row[name] ?? 0), 0);
  return {
    archivedEvents: sum('events', ['archived']),
    archivedBytes: sum('bytes', ['archived']),
    removedEvents: sum('events', ['removing', 'removed']),
  };
}
