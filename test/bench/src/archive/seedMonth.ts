// SPDX-License-Identifier: Apache-2.0
import { periodOf } from 'backstage-plugin-audit-log-backend/src/retention/policy/periods';
import { openDatabase } from '../openDatabase';
import { createLedger } from '../postgres/createLedger';
import type { ScratchDatabase } from '../scratchDatabase';
import { createMonths } from '../seeding/createMonths';
import { seed } from '../seeding/seed';

/** Fills a ledger with a month that is long over, all of it appended and sealed by the ledger itself. */
export async function seedMonth(
  { connectionString }: ScratchDatabase,
  options: { readonly events: number; readonly keyFile: string },
): Promise<void> {
  const now = periodOf(Date.now(), 'month');
  const { from, to } = periodOf(
    periodOf(now.from - 1, 'month').from - 1,
    'month',
  );
  await createLedger(connectionString);
  const knex = openDatabase(connectionString);
  try {
    await createMonths(knex, from, to);
    await seed({ ...options, database: connectionString, from, to });
    await knex.raw('VACUUM ANALYZE');
  } finally {
    await knex.destroy();
  }
}
