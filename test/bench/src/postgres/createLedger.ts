// SPDX-License-Identifier: Apache-2.0
import { openLedger } from '../openLedger';

/** Makes the tables, indexes and partitions of a ledger, and leaves them empty. */
export async function createLedger(database: string): Promise<void> {
  const { close } = await openLedger(database);
  await close();
}
