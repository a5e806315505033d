// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import catalogBackend from '@backstage/plugin-catalog-backend';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { componentAt } from './catalogEntities';

const WAIT_MS = 50;

/** A real catalog at work. */
export interface RunningCatalog {
  /**
   * What its own processing takes for an entity of which nothing has changed, in milliseconds, when all that it has itself
   * are due at once. It processes several at a time, as it always does.
   */
  process(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts a catalog with so many entities, of the names that a provider gives, and waits until it has processed them. */
export async function startCatalog(
  knex: Knex,
  entities: number,
): Promise<RunningCatalog> {
  const backend = await startTestBackend({
    features: [
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => mockServices.database({ knex }),
      }),
      catalogBackend,
      provider(entities),
    ],
  });
  await none(knex, 'refresh_state', query =>
    query.whereNotExists(
      knex('final_entities').whereRaw(
        'final_entities.entity_id = refresh_state.entity_id',
      ),
    ),
  );
  await none(knex, 'stitch_queue', query => query);
  const own: string[] = await knex('refresh_state').pluck('entity_id');
  return {
    async process() {
      const began = performance.now();
      await knex('refresh_state')
        .whereIn('entity_id', own)
        .update({ next_update_at: knex.fn.now() });
      await none(knex, 'refresh_state', query =>
        query.where('next_update_at', '<=', knex.fn.now()),
      );
      return (performance.now() - began) / entities;
    },
    stop: () => backend.stop(),
  };
}

function provider(entities: number) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'bench',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'bench',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: Array.from({ length: entities }, (_, index) => ({
                  entity: componentAt(index),
                })),
              }),
          });
        },
      });
    },
  });
}

/** Waits until a table has no such rows. */
async function none(
  knex: Knex,
  table: string,
  narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
): Promise<void> {
  while ((await narrow(knex(table)).limit(1).select(knex.raw('1'))).length) {
    await sleep(WAIT_MS);
  }
}
