// SPDX-License-Identifier: Apache-2.0
import { createHash, randomUUID } from 'node:crypto';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { migrateDatabase } from '../database/migrateDatabase';

export const FILE = 'url:https://example.org/catalog-info.yaml';

/** An entity as a file has it. */
export function entityOf(
  ref: string,
  spec: Record<string, unknown> = {},
  annotations: Record<string, string> = {},
): Entity {
  const [, kind, name] = /^(\w+):(.+)$/.exec(ref)!;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/managed-by-location': FILE,
        'backstage.io/managed-by-origin-location': FILE,
        ...annotations,
      },
    },
    spec,
  } as Entity;
}

export interface PutOptions {
  readonly uid?: string;
  /** Entity provider that gives it. */
  readonly provider?: string;
  /** Reference of the entity that gives it. */
  readonly parent?: string;
  /** Whether it waits to be processed for the first time. */
  readonly isUnprocessed?: boolean;
}

/** The catalog's tables as its own migrations make them, written to as its processing does. */
export async function createTestCatalog(knex: Knex) {
  await knex.migrate.latest({
    directory: resolvePackagePath(
      '@backstage/plugin-catalog-backend',
      'migrations',
    ),
  });
  await migrateDatabase(knex);

  const remove = async (ref: string) => {
    await knex('refresh_state').where({ entity_ref: ref }).delete();
  };

  return {
    /** Adds an entity, or changes it; with another uid it is first removed. */
    async put(entity: Entity, options: PutOptions = {}): Promise<string> {
      const ref = stringifyEntityRef(entity);
      const [stored] = await knex('refresh_state').where({ entity_ref: ref });
      const uid = options.uid ?? stored?.entity_id ?? randomUUID();
      if (stored && stored.entity_id !== uid) {
        await remove(ref);
      }
      if (stored?.entity_id !== uid) {
        await knex('refresh_state').insert({
          entity_id: uid,
          entity_ref: ref,
          unprocessed_entity: '{}',
          errors: '',
          next_update_at: knex.fn.now(),
          last_discovery_at: knex.fn.now(),
        });
        if (options.provider !== undefined || options.parent !== undefined) {
          await knex('refresh_state_references').insert({
            source_key: options.provider ?? null,
            source_entity_ref: options.parent ?? null,
            target_entity_ref: ref,
          });
        }
      }
      if (!options.isUnprocessed) {
        const hash = createHash('sha1')
          .update(JSON.stringify(entity))
          .digest('hex');
        const final = {
          ...entity,
          metadata: { ...entity.metadata, uid, etag: hash },
        };
        await knex('final_entities')
          .insert({
            entity_id: uid,
            entity_ref: ref,
            hash,
            final_entity: JSON.stringify(final),
            last_updated_at: knex.fn.now(),
          })
          .onConflict('entity_id')
          .merge();
      }
      return uid;
    },
    remove,
    async removeAll() {
      await knex('refresh_state').delete();
    },
    async addLocation(target: string): Promise<string> {
      const id = randomUUID();
      await knex('locations').insert({
        id,
        type: 'url',
        target,
        location_entity_ref: '',
      });
      return id;
    },
  };
}

export type TestCatalog = Awaited<ReturnType<typeof createTestCatalog>>;
