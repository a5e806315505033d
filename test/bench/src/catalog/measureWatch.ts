// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { createCatalogWatch } from 'backstage-plugin-catalog-backend-module-audit-log/src/createCatalogWatch';
import { migrateDatabase } from 'backstage-plugin-catalog-backend-module-audit-log/src/database/migrateDatabase';
import type { Knex } from 'knex';
import { median } from '../median';
import { openDatabase } from '../openDatabase';
import type { Figure } from '../report';
import { componentAt } from './catalogEntities';
import { type RunningCatalog, startCatalog } from './startCatalog';

export const ENTITIES = 50_000;
const PROCESSED = 2_000;
const CHANGED = 100;
const ROUNDS = 7;
const LOOK_MS = 10_000;
/** In the middle of what the catalog has as its default. */
const PROCESSING_MS = 125_000;

const uidAt = (index: number) =>
  `00000000-0000-4000-8000-${`${index}`.padStart(12, '0')}`;

const SILENT: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: (message, meta) =>
    process.stderr.write(`${message} ${JSON.stringify(meta)}\n`),
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

/**
 * What watching a catalog costs, next to what the catalog's own processing takes over the same time: all entities once in
 * its interval, or all of the time where that is not enough.
 */
export async function measureWatch(
  database: string,
): Promise<readonly Figure[]> {
  const knex = openDatabase(database);
  try {
    return await measure(knex);
  } finally {
    await knex.destroy();
  }
}

async function measure(knex: Knex): Promise<readonly Figure[]> {
  const catalog = await startCatalog(knex, PROCESSED);
  try {
    await fill(knex);
    return await compare(knex, catalog);
  } finally {
    await catalog.stop();
  }
}

async function compare(
  knex: Knex,
  catalog: RunningCatalog,
): Promise<readonly Figure[]> {
  await migrateDatabase(knex);
  let recorded = 0;
  const watch = createCatalogWatch({
    knex,
    logger: SILENT,
    settings: { settleMs: 0, settleRebuildMs: 0, versionNaming: false },
    commit: async records => {
      recorded += records.length;
    },
  });
  const { signal } = new AbortController();
  const first = await timed(() => watch.look(signal));
  await watch.look(signal);
  await watch.deliver(signal);

  const processed: number[] = [];
  const idle: number[] = [];
  const changing: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    processed.push(await catalog.process());
    idle.push(await timed(() => watch.look(signal)));
    await change(knex, round);
    recorded = 0;
    changing.push(
      await timed(async () => {
        await watch.look(signal);
        await watch.deliver(signal);
      }),
    );
    if (recorded !== CHANGED) {
      throw new Error(`${recorded} changes were recorded, not ${CHANGED}`);
    }
  }
  const processing = Math.min(median(processed) * ENTITIES, PROCESSING_MS);
  const ofProcessing = (milliseconds: number) =>
    (milliseconds * PROCESSING_MS) / LOOK_MS / processing;
  return [
    figure('processing of an entity by the catalog', median(processed)),
    figure('the same of all, in its interval', processing, 1),
    figure('first look, all of them new', first),
    figure(
      'look at which nothing has changed',
      median(idle),
      ofProcessing(median(idle)),
    ),
    figure(
      `look at which ${CHANGED} have changed, and their delivery`,
      median(changing),
      ofProcessing(median(changing)),
    ),
  ];
}

async function timed(act: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

function figure(what: string, milliseconds: number, ratio?: number): Figure {
  return {
    what,
    figure: `${milliseconds.toFixed(milliseconds < 10 ? 2 : 0)} ms`,
    ...(ratio !== undefined && { ratio: `${(ratio * 100).toFixed(2)} %` }),
  };
}

/** Adds entities to those that the catalog has processed, until there are enough. */
async function fill(knex: Knex): Promise<void> {
  const [sample] = await knex('final_entities').limit(1);
  const { relations } = JSON.parse(sample.final_entity);
  const rows = 100;
  for (let start = PROCESSED; start < ENTITIES; start += rows) {
    const indexes = Array.from({ length: rows }, (_, at) => start + at);
    await knex.transaction(async transaction => {
      await transaction('refresh_state').insert(
        indexes.map(index => ({
          entity_id: uidAt(index),
          entity_ref: `component:default/service-${index}`,
          unprocessed_entity: JSON.stringify(componentAt(index)),
          errors: '[]',
          // Not while this is measured.
          next_update_at: '2100-01-01 00:00:00',
          last_discovery_at: knex.fn.now(),
        })),
      );
      await transaction('final_entities').insert(
        indexes.map(index => ({
          entity_id: uidAt(index),
          entity_ref: `component:default/service-${index}`,
          hash: `${index}`.padStart(40, '0'),
          final_entity: JSON.stringify({ ...componentAt(index), relations }),
          last_updated_at: knex.fn.now(),
        })),
      );
      await transaction('refresh_state_references').insert(
        indexes.map(index => ({
          source_key: 'bench',
          target_entity_ref: `component:default/service-${index}`,
        })),
      );
    });
  }
}

async function change(knex: Knex, round: number): Promise<void> {
  for (let at = 0; at < CHANGED; at++) {
    const index = PROCESSED + ((at * 479 + round) % (ENTITIES - PROCESSED));
    const entity = componentAt(index);
    entity.metadata.description = `Changed in round ${round}`;
    await knex('final_entities')
      .where({ entity_id: uidAt(index) })
      .update({
        hash: `${round}-${index}`,
        final_entity: JSON.stringify(entity),
      });
  }
}
