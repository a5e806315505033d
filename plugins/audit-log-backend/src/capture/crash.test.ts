// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  startProcess,
  type StartedProcess,
} from '../__testUtils__/startProcess';
import { sharedDatabase } from '../__testUtils__/sharedDatabase';
import type { PipelineProcessTask } from './__testUtils__/pipelineProcess';
import {
  expectOnRecordOnce,
  readSaid,
  recordedOperations,
} from './__testUtils__/RecordedOperations';

/** A soak sets it to hundreds. */
const KILLS = Number(process.env.AUDIT_LOG_SOAK ?? 4);
const OPERATIONS = 300;
const PROGRAM = join(__dirname, '__testUtils__/pipelineProcess.ts');

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const processes: StartedProcess[] = [];
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'audit-log-crash-'));
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map(running => running.kill()));
  await rm(directory, { recursive: true, force: true });
});

it.each(['PostgreSQL', 'SQLite'] as const)(
  'leaves every operation on record once on %s, though its processes are killed at any moment and the clock is set',
  async engine => {
    const { knex, database } = await sharedDatabase(
      engine,
      databases,
      directory,
    );
    const journal = join(directory, 'journal');
    const start = (task: Partial<PipelineProcessTask> = {}) => {
      const started = startProcess(PROGRAM, {
        database,
        settings: { journal: { directory: journal } },
        name: `p${processes.length}`,
        operations: OPERATIONS,
        jumps: true,
        ...task,
      });
      processes.push(started);
      return started;
    };

    // Two at a time, in one directory.
    const running = [start(), start()];
    for (let kill = 0; kill < KILLS; kill++) {
      const [victim] = running.splice(randomInt(2), 1);
      const progress = randomInt(1, OPERATIONS);
      await victim.until(lines => lines.length >= progress);
      await victim.kill();
      running.push(start());
    }
    await Promise.all(running.map(one => one.kill()));
    const last = start({ operations: 0 });
    await last.until(lines => lines.includes('drained'));

    const said = readSaid(processes.flatMap(({ lines }) => lines));
    const figures = expectOnRecordOnce(said, await recordedOperations(knex));
    await last.end();
    expect(figures.acknowledged).toBe(said.ended.size);
    expect(figures.acknowledged).toBeGreaterThan(0);
    expect(await readdir(journal, { recursive: true })).toEqual(['_ledger']);
    if (process.env.AUDIT_LOG_SOAK) {
      process.stdout.write(
        `${engine}: ${KILLS} kills, ${JSON.stringify(figures)}\n`,
      );
    }
    await knex.destroy();
  },
  60_000 + KILLS * 10_000,
);
