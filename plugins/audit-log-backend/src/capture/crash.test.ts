// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  KILLS,
  PipelineProcesses,
  tellOfSoak,
} from './__testUtils__/PipelineProcesses';

const OPERATIONS = 300;

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
let processes: PipelineProcesses;

afterEach(() => processes.close());

it.each(['PostgreSQL', 'SQLite'] as const)(
  'leaves every operation on record once on %s, though its processes are killed at any moment and the clock is set',
  async engine => {
    processes = await PipelineProcesses.create(engine, databases, {
      operations: OPERATIONS,
      jumps: true,
    });
    // Two at a time, in one directory.
    const running = [processes.start(), processes.start()];
    for (let kill = 0; kill < KILLS; kill++) {
      const [victim] = running.splice(randomInt(2), 1);
      // Of several at once some have ended by then.
      const progress = randomInt(20, OPERATIONS);
      await victim.until(lines => lines.length >= progress);
      await victim.kill();
      running.push(processes.start());
    }
    await Promise.all(running.map(one => one.kill()));
    const last = processes.start({ operations: 0 });
    await last.until(lines => lines.includes('drained'));

    const figures = await processes.figures();
    await last.end();
    expect(figures.acknowledged).toBeGreaterThan(0);
    expect(await processes.left()).toEqual(['_ledger']);
    tellOfSoak(engine, figures);
  },
  120_000 + KILLS * 20_000,
);
