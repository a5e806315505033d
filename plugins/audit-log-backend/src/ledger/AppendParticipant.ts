// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';
import type { Knex } from 'knex';

/**
 * Writes something of its own in the transactions that append events: it is committed with them or not at all.
 *
 * `appending` MUST use the transaction it is given and no other connection, and MUST return without a statement when it
 * has nothing to write for these events. When some of them must not be appended it MUST throw an AppendRefusedError that
 * names them: the ledger then appends the others. It may be called again for the same events.
 *
 * It MUST NOT wait for a lock that another append may hold to its end: of a process two may be under way, and the later one waits
 * for the earlier one, which would wait for it.
 */
export interface AppendParticipant {
  appending(
    transaction: Knex.Transaction,
    eventIds: readonly string[],
  ): Promise<void>;
}

/** Some events must not be appended, now or ever. */
export class AppendRefusedError extends CustomErrorBase {
  override name = 'AppendRefusedError' as const;

  constructor(message: string, readonly eventIds: readonly string[]) {
    super(message);
  }
}
