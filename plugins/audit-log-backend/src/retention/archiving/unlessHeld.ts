// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ArchiveFile } from '../files/ArchiveFile';
import { activeHolds } from '../holds/operations/activeHolds';
import { lockHolds } from '../holds/operations/lockHolds';
import type { RunContext } from './RunContext';
import { WaitingError } from './WaitingError';
import { whyKept } from './whyKept';

/** Each time a hold is added while it is looked whether others hold the file. */
const MOST_ATTEMPTS = 5;

/**
 * Begins to remove a file, in a transaction, unless something keeps it: then rejects with a WaitingError. To look into a file takes long,
 * and a hold may be added meanwhile: where there is one in the transaction that was not there before, it is looked again. So a hold that
 * is there before removal begins keeps the file. Resolves with what `begin` does.
 */
export async function unlessHeld(
  { context, options }: Pick<RunContext, 'context' | 'options'>,
  file: ArchiveFile,
  begin: (transaction: Knex.Transaction) => Promise<boolean>,
): Promise<boolean> {
  const { knex, dialect } = context;
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    options.signal.throwIfAborted();
    const seen = await activeHolds(knex);
    const reason = await whyKept(options, file);
    if (reason !== undefined) {
      throw new WaitingError(reason);
    }
    const begun = await knex.transaction(async transaction => {
      await lockHolds(transaction, dialect);
      const ids = await activeHolds(transaction);
      return [...ids].some(id => !seen.has(id))
        ? undefined
        : begin(transaction);
    });
    if (begun !== undefined) {
      return begun;
    }
  }
  throw new WaitingError(
    'Holds are being added: the next run looks whether one of them keeps it',
  );
}
