// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { createCatalogWatch } from 'backstage-plugin-catalog-backend-module-audit-log/src/createCatalogWatch';
import { migrateDatabase } from 'backstage-plugin-catalog-backend-module-audit-log/src/database/migrateDatabase';
import type { Bench, BenchPart } from '../Bench';
import { changeEntities, fillCatalog } from '../catalog/fillCatalog';
import { startCatalog } from '../catalog/startCatalog';
import type { OpenPart } from '../measuring/Measurement';
import { openDatabase } from '../openDatabase';

const CHANGED = 100;
const LOOK_MS = 10_000;
/** In the middle of what the catalog has as its default. */
const PROCESSING_MS = 125_000;

const LOOKS = {
  idle: 'look at which nothing has changed',
  changing: `look at which ${CHANGED} have changed, and their delivery`,
} as const;

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
export const catalogOnPostgres: BenchPart = {
  name: 'catalog',
  title: 'watching a catalog on PostgreSQL',
  open: async bench =>
    watch(bench, 'PostgreSQL', (await bench.newDatabase()).connectionString),
};

export const catalogOnSqlite: BenchPart = {
  name: 'catalog-sqlite',
  title: 'watching a catalog on SQLite',
  open: async bench => watch(bench, 'SQLite', bench.newPath()),
};

async function watch(
  bench: Bench,
  engine: string,
  database: string,
): Promise<OpenPart> {
  const { entities, processedEntities: processed } = bench.sizes;
  const knex = bench.use(openDatabase(database), it => it.destroy());
  const catalog = bench.use(await startCatalog(knex, processed), it =>
    it.stop(),
  );
  await fillCatalog(knex, { processed, entities });
  await migrateDatabase(knex);
  let recorded = 0;
  const watching = createCatalogWatch({
    knex,
    logger: SILENT,
    settings: { settleMs: 0, settleRebuildMs: 0, versionNaming: false },
    commit: async records => {
      recorded += records.length;
    },
  });
  const { signal } = new AbortController();
  const first = await timed(() => watching.look(signal));
  await watching.look(signal);
  await watching.deliver(signal);

  let processing = 0;
  const measured = (time: number) => ({
    time,
    share: (time * PROCESSING_MS) / LOOK_MS / processing,
  });
  return {
    warmUp: 0,
    sides: [
      {
        name: 'processing',
        async run() {
          const one = await catalog.process();
          processing = Math.min(one * entities, PROCESSING_MS);
          return { one, all: processing };
        },
      },
      {
        name: 'idle',
        run: async () => measured(await timed(() => watching.look(signal))),
      },
      {
        name: 'changing',
        async run(round) {
          const changed = { processed, entities, changed: CHANGED, round };
          await changeEntities(knex, changed);
          recorded = 0;
          const time = await timed(async () => {
            await watching.look(signal);
            await watching.deliver(signal);
          });
          if (recorded !== CHANGED) {
            throw new Error(`${recorded} changes were recorded`);
          }
          return measured(time);
        },
      },
    ],
    measurements: [
      {
        name: `processing of an entity by the catalog, ${engine}`,
        unit: 'ms',
        of: { side: 'processing', value: 'one' },
      },
      {
        name: `processing of all, in its interval, ${engine}`,
        unit: 'ms',
        of: { side: 'processing', value: 'all' },
      },
      ...(['idle', 'changing'] as const).flatMap(side =>
        (['time', 'share'] as const).map(value => ({
          name: `${LOOKS[side]}, ${
            value === 'time' ? engine : `share of that, ${engine}`
          }`,
          unit: value === 'time' ? ('ms' as const) : ('share' as const),
          of: { side, value },
        })),
      ),
    ],
    notes: () => [
      `The first look, all of them new, took ${first.toFixed(0)} ms.`,
    ],
  };
}

async function timed(act: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await act();
  return performance.now() - begun;
}
