// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type RetentionPolicyRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';

/** Ends a policy that holds or waits, or has one that waits hold. False when it is in that state no longer. */
export async function movePolicy(
  knex: Knex,
  dialect: Dialect,
  which: {
    readonly id?: string;
    readonly state: 'pending' | 'effective';
  },
  to:
    | { readonly state: 'effective' }
    | {
        readonly state: 'cancelled' | 'replaced';
        /** Epoch milliseconds. */
        readonly at: number;
        readonly by?: string;
      },
): Promise<boolean> {
  const moved = await knex<RetentionPolicyRow>(ARCHIVE_TABLES.policies)
    .where(which)
    .update({
      state: to.state,
      ...(to.state !== 'effective' && {
        ended_at: dialect.writeTime(to.at),
        ended_by: to.by ?? null,
      }),
    });
  return moved > 0;
}
