// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { sharedDatabase } from '../__testUtils__/sharedDatabase';
import {
  startProcess,
  type StartedProcess,
} from '../__testUtils__/startProcess';
import type { PipelineProcessTask } from './__testUtils__/pipelineProcess';
import {
  expectOnRecordOnce,
  readSaid,
  recordedOperations,
} from './__testUtils__/RecordedOperations';

/** A soak sets it to hundreds. */
const KILLS = Number(process.env.AUDIT_LOG_SOAK ?? 4);
const OPERATIONS = 200;
/** More than there are. */
const NEVER = 1_000_000;
const PROGRAM = join(__dirname, '__testUtils__/pipelineProcess.ts');

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const processes: StartedProcess[] = [];
let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'audit-log-starting-'));
});

afterEach(async () => {
  await Promise.all(processes.splice(0).map(running => running.kill()));
  await rm(directory, { recursive: true, force: true });
});

describe.each(['PostgreSQL', 'SQLite'] as const)(
  'a process on %s whose audit log has not started',
  engine => {
    const prepare = async () => {
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
          startsAfter: 0,
          takes: 3,
          ...task,
        });
        processes.push(started);
        return started;
      };
      /** What is on record once all is, of what all processes have said; fails unless each operation is, once. */
      const figures = async () => {
        const last = start({ operations: 0 });
        await last.until(lines => lines.includes('drained'));
        const said = readSaid(processes.flatMap(({ lines }) => lines));
        const found = expectOnRecordOnce(said, await recordedOperations(knex));
        await last.end();
        // What is put aside would be here too.
        const left = await readdir(journal, { recursive: true });
        expect(
          left.filter(name => !['_ledger', '_starting'].includes(name)),
        ).toEqual([]);
        expect(last.complaints).toBe('');
        expect(found.acknowledged).toBe(said.ended.size);
        await knex.destroy();
        return found;
      };
      return { start, figures };
    };

    it(
      'loses and doubles nothing, nor while it starts and after that, though it is killed and the clock is set',
      async () => {
        const { start, figures } = await prepare();
        // Two at a time, in one directory: each takes over from others while it starts.
        const begin = () =>
          start({ startsAfter: randomInt(OPERATIONS), jumps: true });
        const running = [begin(), begin()];
        for (let kill = 0; kill < KILLS; kill++) {
          const [victim] = running.splice(randomInt(2), 1);
          // Each other one while what waited is handed on, or soon after.
          const progress = randomInt(1, OPERATIONS * 2);
          await victim.until(lines =>
            kill % 2 === 0
              ? lines.length >= progress
              : lines.includes('started'),
          );
          await sleep(randomInt(20));
          await victim.kill();
          running.push(begin());
        }
        await Promise.all(running.map(one => one.kill()));
        const found = await figures();
        expect(found.acknowledged).toBeGreaterThan(0);
        if (process.env.AUDIT_LOG_SOAK) {
          process.stdout.write(
            `${engine}: ${KILLS} kills, ${JSON.stringify(found)}\n`,
          );
        }
      },
      60_000 + KILLS * 10_000,
    );

    it('keeps what is reported while its database is away, begins included, for the next process', async () => {
      const { start, figures } = await prepare();
      const victim = start({ startsAfter: NEVER, takes: 20 });
      await victim.until(
        lines =>
          lines.filter(line => line.startsWith('ended')).length >= 40 &&
          !lines.includes('done'),
      );
      await victim.kill();
      const stopped = start({ startsAfter: NEVER, operations: 30 });
      await stopped.until(lines => lines.includes('done'));
      await stopped.end();
      const found = await figures();
      expect(found.acknowledged).toBeGreaterThanOrEqual(70);
      expect(found.unfinished).toBeGreaterThan(0);
    }, 60_000);

    it('has operations end where they began', async () => {
      const { start, figures } = await prepare();
      const operations = 600;
      const running = start({ startsAfter: 50, takes: 20, operations });
      await running.until(lines => lines.includes('drained'));
      await running.end();
      const { lines } = running;
      const isBegin = (line: string) => line.startsWith('began');
      const startedAt = lines.indexOf('started');
      expect(lines.slice(0, startedAt).some(isBegin)).toBe(true);
      expect(lines.slice(startedAt).some(isBegin)).toBe(true);
      const found = await figures();
      expect(found).toEqual({
        acknowledged: operations,
        unfinished: 0,
        endedUnheard: 0,
      });
    }, 60_000);
  },
);
