// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  KILLS,
  PipelineProcesses,
  tellOfSoak,
} from './__testUtils__/PipelineProcesses';

const OPERATIONS = 200;
/** More than there are. */
const NEVER = 1_000_000;

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe.each(['PostgreSQL', 'SQLite'] as const)(
  'a process on %s whose audit log has not started',
  engine => {
    let processes: PipelineProcesses;

    beforeEach(async () => {
      processes = await PipelineProcesses.create(engine, databases, {
        operations: OPERATIONS,
        startsAfter: 0,
        takes: 3,
      });
    });

    afterEach(() => processes.close());

    /** What is on record once all is; fails unless each operation is, once, and nothing is left or was complained of. */
    const figures = async () => {
      const last = processes.start({ operations: 0 });
      await last.until(lines => lines.includes('drained'));
      const found = await processes.figures();
      await last.end();
      expect(
        (await processes.left()).filter(
          name => !['_ledger', '_starting'].includes(name),
        ),
      ).toEqual([]);
      expect(last.complaints).toBe('');
      return found;
    };

    it(
      'loses and doubles nothing, nor while it starts and after that, though it is killed and the clock is set',
      async () => {
        // Two at a time, in one directory: each takes over from others while it starts.
        const begin = () =>
          processes.start({ startsAfter: randomInt(OPERATIONS), jumps: true });
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
        tellOfSoak(engine, found);
      },
      120_000 + KILLS * 20_000,
    );

    it('keeps what is reported while its database is away, begins included, for the next process', async () => {
      const victim = processes.start({
        startsAfter: NEVER,
        operations: 48,
        ends: 40,
      });
      const count = (lines: readonly string[], word: string) =>
        lines.filter(line => line.startsWith(word)).length;
      await victim.until(
        lines => count(lines, 'began') === 48 && count(lines, 'ended') === 40,
      );
      await victim.kill();
      const stopped = processes.start({ startsAfter: NEVER, operations: 30 });
      await stopped.until(lines => lines.includes('done'));
      await stopped.end();
      const found = await figures();
      expect(found).toEqual({
        acknowledged: 70,
        unfinished: 8,
        endedUnheard: 0,
      });
    }, 180_000);

    it('has operations end where they began', async () => {
      // However long the start takes: before it, while it goes on, and after it.
      const running = processes.start({
        startsAfter: 50,
        takes: 20,
        afterStart: 200,
      });
      await running.until(lines => lines.includes('drained'));
      await running.end();
      const { lines } = running;
      const isBegin = (line: string) => line.startsWith('began');
      const startedAt = lines.indexOf('started');
      expect(lines.slice(0, startedAt).some(isBegin)).toBe(true);
      expect(lines.slice(startedAt).some(isBegin)).toBe(true);
      const found = await figures();
      expect(found).toEqual({
        acknowledged: lines.filter(isBegin).length,
        unfinished: 0,
        endedUnheard: 0,
      });
    }, 180_000);
  },
);
