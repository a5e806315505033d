// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDbEventFiles } from 'backstage-plugin-audit-log-backend/src/retention/format/DuckDbEventFiles';
import type { Bench } from '../Bench';
import type { Side } from '../measuring/Measurement';
import { batchesOf } from './batchesOf';
import { liveBytesPerEvent } from './liveBytesPerEvent';
import type { Measured } from './Measured';
import { sealedActivity } from './sealedActivity';

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;

/** Events that are there already, into one file and out of it again; and what one takes in it, against what it takes live. */
export async function eventFiles(bench: Bench): Promise<Measured> {
  const seeded = await bench.seeded(bench.sizes.large);
  const live = await liveBytesPerEvent(seeded);
  const directory = bench.newPath();
  const files = bench.use(
    DuckDbEventFiles.create({ directory, memory: '256MB' }),
    it => it.close(),
  );
  const to = Date.now();
  const events = [
    ...sealedActivity({ events: bench.sizes.filed, from: to - MONTH_MS, to }),
  ];
  const { signal } = new AbortController();
  const path = join(directory, 'events.parquet');

  const write: Side = {
    name: 'write',
    async run() {
      await rm(path, { force: true });
      const begun = performance.now();
      const content = await files.write(path, batchesOf(events), signal);
      const seconds = (performance.now() - begun) / 1000;
      return {
        rate: requireAll(content.events) / seconds,
        bytes: content.bytes / content.events,
      };
    },
  };
  const read: Side = {
    name: 'read',
    async run() {
      let found = 0;
      const begun = performance.now();
      for await (const batch of files.read(path, { signal })) {
        found += batch.length;
      }
      const seconds = (performance.now() - begun) / 1000;
      return { rate: requireAll(found) / seconds };
    },
  };
  function requireAll(found: number): number {
    if (found !== events.length) {
      throw new Error(`${found} events instead of ${events.length}`);
    }
    return found;
  }

  // Once, for DuckDB to be loaded and the code compiled.
  await write.run(0);
  await read.run(0);
  return {
    sides: [write, read, { name: 'live', run: async () => ({ bytes: live }) }],
    measurements: [
      {
        name: 'events into a file of the archive',
        unit: 'events/s',
        of: { side: 'write', value: 'rate' },
        target: { atLeast: 50_000 },
      },
      {
        name: 'events read back from a file of the archive',
        unit: 'events/s',
        of: { side: 'read', value: 'rate' },
      },
      {
        name: 'bytes per event in the archive against live',
        unit: 'bytes',
        of: { side: 'write', value: 'bytes' },
        comparedTo: {
          side: 'live',
          value: 'bytes',
          what: 'live on PostgreSQL, with indexes',
        },
        target: { atMost: 0.14 },
      },
    ],
  };
}
