// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../../__testUtils__/auditEvent';
import { eventually } from '../../../__testUtils__/eventually';
import { sharedDatabase } from '../../../__testUtils__/sharedDatabase';
import {
  startProcess,
  type StartedProcess,
} from '../../../__testUtils__/startProcess';
import { stopTestLedgers } from '../../../__testUtils__/testLedger';
import {
  ARCHIVE_TABLES,
  READABLE_STATES,
} from '../../../database/archiveTables';
import { verifyAll } from '../../../verification/__testUtils__/verifyAll';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from '../__testUtils__/agingLedger';
import { POLICY } from '../__testUtils__/workOf';
import type { WorkStep } from '../WorkContext';
import { erasuresOf, JANE, namesIn } from './__testUtils__/erasuresOf';
import type { ErasingProcessTask } from './__testUtils__/erasingProcess';

const PROGRAM = join(__dirname, '__testUtils__/erasingProcess.ts');
const policy = { ...POLICY, archive: 'P9Y' };
const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe.each(['SQLite', 'PostgreSQL'] as const)(
  'Erasure of what is in the archive on %s',
  engine => {
    let directory: string;
    let knex: Knex;
    let database: Knex.Config;
    let aging: AgingLedger;
    let own: ReturnType<typeof erasuresOf> | undefined;
    let running: StartedProcess[];

    beforeEach(async () => {
      running = [];
      own = undefined;
      directory = await mkdtemp(join(tmpdir(), 'audit-log-erasing-'));
      ({ knex, database } = await sharedDatabase(engine, databases, directory));
      aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
      await aging.append(
        ...['2025-01-03', '2025-02-03'].map(day =>
          eventsFrom(`${day}T10:00:00Z`, 300, index => ({
            actor: {
              type: 'user',
              ref: index % 2 === 0 ? JANE : 'user:default/kim',
            },
          })),
        ),
      );
      await aging.run({ now: '2026-03-15T00:00:00Z', policy });
    });

    afterEach(async () => {
      await own?.erasures.stop();
      await Promise.all(running.map(one => one.kill()));
      await closeAgingLedgers();
      await stopTestLedgers();
      await knex.destroy();
      await rm(directory, { recursive: true, force: true });
    });

    /** A process that erases, at a step. */
    const stoppedAt = async (stopAt: WorkStep) => {
      const id = uuidAt();
      const task: ErasingProcessTask = {
        database,
        directory: aging.directory,
        key: aging.keys.signing[0].toPem(),
        id,
        person: JANE,
        stopAt,
      };
      const process = startProcess(PROGRAM, task);
      running.push(process);
      await process.until(lines => lines.includes('begun'));
      await aging.append([
        auditEvent({
          operationId: id,
          plugin: 'audit-log',
          event: 'erasure',
          action: 'audit-log.erasure.begin',
          actor: { type: 'user', ref: 'user:default/boss' },
        }),
      ]);
      await process.until(lines => lines.includes('stopped'));
      return { id, process };
    };

    /** What readers are told of is there, whole. */
    const expectReadable = async () => {
      for (const name of await knex(ARCHIVE_TABLES.files)
        .whereIn('state', [...READABLE_STATES])
        .pluck('name')) {
        expect(await aging.store.size(name)).toBeDefined();
      }
      await expectWhole(aging);
    };

    const takeOver = async (id: string) => {
      own = erasuresOf(aging, { silence: 200 });
      own.erasures.start();
      return eventually(
        () => own!.erasures.get(id),
        ({ state }) => state === 'done',
        60_000,
      );
    };

    const expectErased = async () => {
      await expectReadable();
      const rows = await knex(ARCHIVE_TABLES.files).select();
      expect(rows.map(({ leftovers }) => leftovers)).toEqual([null, null]);
      const names = rows.map(({ name }) => name);
      const bases = names.map(name => /([^/]*)\.parquet$/.exec(name)![1]);
      expect(await namesIn(aging.store)).toEqual(
        [...names, ...bases.map(base => `manifests/${base}.json`)].sort(),
      );
      for (const name of names) {
        const { path } = await aging.store.open(name);
        const { signal } = new AbortController();
        for await (const some of aging.files.read(path, { signal })) {
          expect(JSON.stringify(some)).not.toContain(JANE);
        }
      }
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [], erased: 300 },
      );
    };

    it.each<WorkStep>(['erasing', 'rewritten', 'replaced', 'leftover-removed'])(
      'is gone on with when it is killed at: %s',
      async step => {
        const { id, process } = await stoppedAt(step);
        await process.kill();
        await expectReadable();

        expect(await takeOver(id)).toMatchObject({
          events: 0,
          archivedEvents: 300,
        });
        await expectErased();
      },
    );

    it.each<WorkStep>(['erasing', 'rewritten', 'replaced'])(
      'is done once, though its process was only asleep at: %s, while another took over',
      async step => {
        const { id, process } = await stoppedAt(step);
        expect(await takeOver(id)).toMatchObject({ archivedEvents: 300 });
        process.tell('go on');
        await process.until(lines => lines.includes('done'));

        expect(process.complaints).toBe('');
        expect(await own!.erasures.get(id)).toMatchObject({
          state: 'done',
          archivedEvents: 300,
        });
        await expectErased();
      },
    );
  },
);
