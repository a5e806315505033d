// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { insertInGroups } from '../../database/insertInGroups';
import { type ContentRow, type EntityRow, TABLES } from '../../database/tables';
import type { KnownEntity } from '../KnownEntity';

/** Keeps entities as they were seen; of what is in `same`, the content is there already. */
export async function writeKnown(
  transaction: Knex.Transaction,
  entities: readonly KnownEntity[],
  same: ReadonlySet<string>,
): Promise<void> {
  await insertInGroups<EntityRow>(
    transaction,
    TABLES.entities,
    entities.map(entity => ({
      entity_ref: entity.ref,
      uid: entity.uid,
      hash: entity.hash,
      missing_since: entity.missingSince,
      kind: entity.kind,
      origin: entity.origin,
      provider: entity.provider,
      root_provider: entity.rootProvider,
      root_ref: entity.rootRef,
      is_orphan: entity.isOrphan,
    })),
    'entity_ref',
  );
  await insertInGroups<ContentRow>(
    transaction,
    TABLES.contents,
    entities
      .filter(({ ref }) => !same.has(ref))
      .map(({ ref, content }) => ({
        entity_ref: ref,
        content: JSON.stringify(content),
      })),
    'entity_ref',
  );
}
