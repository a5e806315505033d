// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ownNames } from './operations/ownNames';
import type { ArchiveStore } from '../store/ArchiveStore';

/** How many files of events lie in the archive that are not of this ledger, such as copies of that of another portal. */
export async function countUnknownFiles(
  knex: Knex,
  store: Pick<ArchiveStore, 'list'>,
  signal: AbortSignal,
): Promise<number> {
  const names = await ownNames(knex);
  let unknown = 0;
  for await (const name of store.list('events/')) {
    signal.throwIfAborted();
    unknown += names.has(name) ? 0 : 1;
  }
  return unknown;
}
