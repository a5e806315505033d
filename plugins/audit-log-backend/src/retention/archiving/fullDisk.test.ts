// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { sharedDatabase } from '../../__testUtils__/sharedDatabase';
import { startProcess } from '../../__testUtils__/startProcess';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import type { ArchivingProcessTask } from './__testUtils__/archivingProcess';
import { POLICY } from './__testUtils__/workOf';

const PROGRAM = join(__dirname, '__testUtils__/archivingProcess.ts');
/** What the disk takes, in files: some blocks of 1024 bytes each. The signal would end the process, and no full disk sends it. */
const smallDisk = (blocks: number) => [
  'bash',
  '-c',
  `trap '' XFSZ; ulimit -f ${blocks}; exec "$@"`,
  'bash',
];
const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('With a full disk', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-disk-'));
  });

  afterEach(async () => {
    await closeAgingLedgers();
    await stopTestLedgers();
    await rm(directory, { recursive: true, force: true });
  });

  /** Thousands of events that are due, and a process that is told to archive them on a disk of so many blocks. */
  const archiveOn = async (engine: 'SQLite' | 'PostgreSQL', blocks: number) => {
    const { knex, database } = await sharedDatabase(
      engine,
      databases,
      directory,
    );
    const aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
    await aging.append(
      eventsFrom('2025-01-03T10:00:00Z', 3_000, index => ({
        meta: { text: `${Math.sin(index)} ${Math.cos(index)}` },
      })),
    );
    const task: ArchivingProcessTask = {
      database,
      directory: aging.directory,
      key: aging.keys.signing[0].toPem(),
      policy: POLICY,
      now: '2026-02-01T00:00:00Z',
    };
    const full = startProcess(PROGRAM, task, { under: smallDisk(blocks) });
    const done = full.until(lines =>
      lines.some(line => line.startsWith('done')),
    );
    return { aging, full, done };
  };

  const expectLiveThenArchived = async (aging: AgingLedger) => {
    expect(await aging.liveIds()).toHaveLength(3_000);
    const result = await aging.run({ now: '2026-02-01T00:00:00Z' });
    expect(result).toMatchObject({
      archived: [{ events: 3_000 }],
      waiting: [],
    });
    await expectWhole(aging);
  };

  it.each([16, 128])(
    'archiving waits, and the live events stay: %d blocks',
    async blocks => {
      const { aging, full, done } = await archiveOn('PostgreSQL', blocks);
      await done;
      await full.end();

      const { archived, waiting } = JSON.parse(full.lines[0].slice(5));
      expect(archived).toEqual([]);
      expect(waiting).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(/space|full|large|write/i),
        }),
      ]);
      await expectLiveThenArchived(aging);
    },
  );

  it.each([16, 128])(
    'which the database is on as well, the run fails, and the live events stay: %d blocks',
    async blocks => {
      const { aging, done } = await archiveOn('SQLite', blocks);
      await expect(done).rejects.toThrow(/SqliteError.* (I\/O error|full)/);
      await expectLiveThenArchived(aging);
    },
  );
});
