// SPDX-License-Identifier: Apache-2.0
import { mkdir } from 'node:fs/promises';
import type { Bench } from '../Bench';
import { Worker } from '../processes/Worker';
import type { Uses } from '../Uses';
import { withUses } from '../withUses';
import type { ArchiveCommands, ArchiveTask, ArchiveWork } from './ArchiveTask';
import type { Measured } from './Measured';
import { seedMonth } from './seedMonth';

const MIB = 1024 * 1024;

/**
 * A month from the live table into the archive, written, read back, compared with the tree, and dropped, by a process that does
 * nothing else and has done nothing before; and out of the file again by another. Each round has a copy of the same database.
 */
export async function monthArchived(bench: Bench): Promise<Measured> {
  const { archived: events } = bench.sizes;
  const seeded = await bench.newDatabase();
  const keyFile = bench.newPath();
  await seedMonth(seeded, { events, keyFile });
  const start = (uses: Uses, directory: string) =>
    Worker.start<ArchiveCommands>(uses, require.resolve('./archiveProcess'), {
      directory,
    } satisfies ArchiveTask);
  const rate = (work: ArchiveWork) => {
    if (work.events !== events) {
      throw new Error(`${work.events} events instead of ${events}`);
    }
    return work.events / work.seconds;
  };
  return {
    sides: [
      {
        name: 'a month',
        run: () =>
          withUses(async uses => {
            const { connectionString: database } = uses.use(
              await bench.newDatabase(seeded),
              it => it.drop(),
            );
            const directory = bench.newPath();
            await mkdir(directory);
            const archiving = await start(uses, directory);
            const archived = await archiving.call('archive', {
              database,
              keyFile,
            });
            const reading = await start(uses, directory);
            const read = await reading.call('read', archived);
            return {
              rate: rate(archived),
              growth: archived.growth / MIB,
              'rate of reading': rate(read),
              'growth by reading': read.growth / MIB,
            };
          }),
      },
    ],
    measurements: [
      {
        name: 'growth of memory while a month is archived',
        unit: 'MiB',
        of: { side: 'a month', value: 'growth' },
        target: { atMost: 256 },
      },
      {
        name: 'events from the live table into the archive',
        unit: 'events/s',
        of: { side: 'a month', value: 'rate' },
      },
      {
        name: 'growth of memory while a month is read from the archive',
        unit: 'MiB',
        of: { side: 'a month', value: 'growth by reading' },
      },
      {
        name: 'events of a month read from the archive',
        unit: 'events/s',
        of: { side: 'a month', value: 'rate of reading' },
      },
    ],
  };
}
