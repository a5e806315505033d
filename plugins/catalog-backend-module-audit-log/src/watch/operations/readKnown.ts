// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { type ContentRow, type EntityRow, TABLES } from '../../database/tables';
import type { KnownEntity } from '../KnownEntity';

/** What is known of these entities, in the order of their references. */
export async function readKnown(
  knex: Knex,
  refs: readonly string[],
): Promise<readonly KnownEntity[]> {
  const rows: (EntityRow & ContentRow)[] = await knex(TABLES.entities)
    .join(
      TABLES.contents,
      `${TABLES.contents}.entity_ref`,
      `${TABLES.entities}.entity_ref`,
    )
    .whereIn(`${TABLES.entities}.entity_ref`, refs)
    .orderBy(`${TABLES.entities}.entity_ref`)
    .select(`${TABLES.entities}.*`, `${TABLES.contents}.content`);
  return rows.map(row => ({
    ref: row.entity_ref,
    uid: row.uid,
    hash: row.hash,
    missingSince: row.missing_since === null ? null : Number(row.missing_since),
    kind: row.kind,
    origin: row.origin,
    provider: row.provider,
    rootProvider: row.root_provider,
    rootRef: row.root_ref,
    isOrphan: Boolean(row.is_orphan),
    content: JSON.parse(row.content),
  }));
}
