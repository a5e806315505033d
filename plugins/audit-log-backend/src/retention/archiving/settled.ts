// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFileRow } from '../../database/archiveTables';
import { erasedSince } from '../../database/operations/erasedSince';
import { lockErasures } from '../../database/operations/lockErasures';
import { patiently } from './patiently';
import { WaitingError } from './WaitingError';
import type { WorkContext } from './WorkContext';

/** Something was erased from the live table since a file was written. */
export class ErasedSinceError extends Error {}

/**
 * Does something, in the transaction in which it is sure that nothing was erased since a file was begun and nothing is being erased; in
 * another one again where others were at the same. Rejects with a WaitingError, or an ErasedSinceError, where it is not so.
 */
export async function settled<T>(
  context: Pick<WorkContext, 'knex' | 'dialect'>,
  row: Pick<ArchiveFileRow, 'started_at'>,
  then: (transaction: Parameters<typeof lockErasures>[0]) => Promise<T>,
): Promise<T> {
  const { knex, dialect } = context;
  return patiently(context, () =>
    knex.transaction(async transaction => {
      await lockErasures(transaction, dialect);
      const erased = await erasedSince(transaction, row.started_at);
      if (erased === 'running') {
        throw new WaitingError(
          'Something is being erased from the live table; it goes on once that is done',
        );
      }
      if (erased === 'ended') {
        throw new ErasedSinceError();
      }
      return then(transaction);
    }),
  );
}
