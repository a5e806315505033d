// SPDX-License-Identifier: Apache-2.0
import { SEALING_TABLES, type ErasureRow } from '../../database/sealingTables';
import { findErasureEvent } from '../../erasure/operations/findErasureEvent';
import type { VerificationContext } from '../VerificationContext';

/**
 * Finds events of which something was erased without an erasure being on record. Otherwise whoever can write to the database
 * could take parts out of events and call it an erasure.
 */
export async function checkErasures(
  { knex, dialect, findings, coverage }: VerificationContext,
  erasures: ReadonlyMap<string, number>,
): Promise<void> {
  for (const [operation, sequence] of erasures) {
    const erasure = await knex<ErasureRow>(SEALING_TABLES.erasures)
      .where({ id: operation })
      .first('id', 'started_at');
    const event = await findErasureEvent(knex, dialect, operation);
    const isElsewhere =
      erasure &&
      (coverage?.erasureEvents.has(operation) ||
        coverage?.isRemovedAt(dialect.readTime(erasure.started_at)));
    if (!erasure || !(event || isElsewhere)) {
      findings.add({
        kind: 'erased-unrecorded',
        message: `Something of this event and maybe of others was erased in the operation ${operation}, which is not on record`,
        sequence,
      });
    }
  }
}
