// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ARCHIVE_TABLES, type HoldRow } from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';

/** Releases a hold. False when there is none of this id that holds. */
export async function releaseHold(
  knex: Knex,
  dialect: Dialect,
  release: {
    readonly id: string;
    readonly reason: string;
    readonly releasedBy: string;
    /** Epoch milliseconds. */
    readonly at: number;
  },
): Promise<boolean> {
  const released = await knex<HoldRow>(ARCHIVE_TABLES.holds)
    .where({ id: release.id, released_at: null })
    .update({
      released_at: dialect.writeTime(release.at),
      released_by: release.releasedBy,
      release_reason: release.reason,
    });
  return released > 0;
}
