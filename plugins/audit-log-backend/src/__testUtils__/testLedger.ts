// SPDX-License-Identifier: Apache-2.0
import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { Ledger, type LedgerOptions } from '../ledger/Ledger';

const open = new Set<Ledger>();

/** A ledger in a database of a test, not started; it is stopped by `stopTestLedgers`. */
export async function testLedger(
  knex: Knex,
  options: Partial<LedgerOptions> = {},
): Promise<Ledger> {
  const ledger = await Ledger.create({
    database: mockServices.database({ knex }),
    logger: mockServices.logger.mock(),
    ...options,
  });
  open.add(ledger);
  return ledger;
}

/** For `afterEach`: before the databases of the tests go away. */
export async function stopTestLedgers(): Promise<void> {
  await Promise.all(Array.from(open, ledger => ledger.stop()));
  open.clear();
}
