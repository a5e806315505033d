// SPDX-License-Identifier: Apache-2.0
import type { Hold } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { ARCHIVE_TABLES, type HoldRow } from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';

/** Keeps a new hold. */
export async function insertHold(
  knex: Knex,
  dialect: Dialect,
  hold: Hold,
): Promise<void> {
  const time = (value: string | undefined) =>
    value === undefined ? null : dialect.writeTime(Date.parse(value));
  await knex<HoldRow>(ARCHIVE_TABLES.holds).insert({
    id: hold.id,
    reason: hold.reason,
    occurred_from: time(hold.from),
    occurred_to: time(hold.to),
    project: hold.project ?? null,
    actor: hold.actor ?? null,
    created_at: dialect.writeTime(Date.parse(hold.createdAt)),
    created_by: hold.createdBy,
    released_at: null,
    released_by: null,
    release_reason: null,
  });
}
