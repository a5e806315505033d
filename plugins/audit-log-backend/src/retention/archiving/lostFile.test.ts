// SPDX-License-Identifier: Apache-2.0
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import { POLICY } from './__testUtils__/workOf';
import type { WorkStep } from './WorkContext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const NOW = '2026-02-01T00:00:00Z';
const LATER = '2026-02-10T00:00:00Z';
const MONTH = '2025-01-03T10:00:00Z';
/** A part of the events stays, so that the others leave some at a time. */
const LONGER = {
  ...POLICY,
  rules: [{ name: 'long', category: ['Access'], live: 'P9Y' }],
};

describe.each(databases.eachSupportedId())(
  'A file that the archive has lost on %s',
  databaseId => {
    let knex: Knex;
    let aging: AgingLedger;
    let lastStep: WorkStep | undefined;
    let stopping: AbortController;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      lastStep = undefined;
      stopping = new AbortController();
      aging = await agingLedger(knex, {
        partitions: ['2025-01-15'],
        onStep: step => {
          if (step === lastStep) {
            stopping.abort(new Error('stopped'));
          }
        },
      });
    });

    afterEach(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    /** Runs until a step is done for the first time, and stops there as at a shutdown. */
    const runUntil = async (
      step: WorkStep,
      given: Parameters<AgingLedger['run']>[0],
    ) => {
      lastStep = step;
      const { signal } = stopping;
      await expect(aging.run({ ...given, signal })).rejects.toThrow('stopped');
      lastStep = undefined;
    };

    /** It can be put back. */
    const loseFile = async () => {
      const [name] = Object.keys(await aging.states());
      const path = join(aging.store.location, name);
      await rename(path, `${path}.lost`);
      return { path, putBack: () => rename(`${path}.lost`, path) };
    };

    const waitsForIt = [{ message: expect.stringContaining('put it back') }];

    it.each(['is gone', 'is another'])(
      'keeps what was restored of it where it is, while it %s',
      async how => {
        await aging.append(eventsFrom(MONTH, 30));
        await aging.run({ now: NOW });
        const [id] = await knex(ARCHIVE_TABLES.files).pluck('id');
        await aging.work.restore(id, {
          until: Date.parse(LATER),
          restoredBy: 'user:default/jane',
          signal: new AbortController().signal,
          progress: () => {},
        });
        const { path, putBack } = await loseFile();
        if (how === 'is another') {
          await writeFile(path, 'something else');
        }

        expect(await aging.run({ now: LATER })).toMatchObject({
          returned: [],
          waiting: waitsForIt,
        });
        expect(await aging.liveIds()).toHaveLength(30);

        await putBack();
        expect(await aging.run({ now: LATER })).toMatchObject({
          returned: [{ events: 30 }],
          waiting: [],
        });
        expect(await aging.liveIds()).toEqual([]);
        await expectWhole(aging);
      },
    );

    it('keeps what has not left yet where it is', async () => {
      const staying = { category: 'Access' };
      await aging.append(
        eventsFrom(MONTH, 1_005, index => (index < 5 ? staying : {})),
      );
      await runUntil('some-left', { now: NOW, policy: LONGER });
      const { putBack } = await loseFile();

      expect(await aging.run({ now: NOW, policy: LONGER })).toMatchObject({
        archived: [],
        waiting: waitsForIt,
      });
      expect(await aging.liveIds()).toHaveLength(505);

      await putBack();
      expect(await aging.run({ now: NOW, policy: LONGER })).toMatchObject({
        archived: [{ events: 1_000 }],
        waiting: [],
      });
      expect(await aging.liveIds()).toHaveLength(5);
      await expectWhole(aging);
    });

    it('is written again where nothing has left yet', async () => {
      await aging.append(eventsFrom(MONTH, 30));
      await runUntil('checked', { now: NOW });
      await loseFile();

      expect(await aging.run({ now: NOW })).toMatchObject({
        archived: [{ events: 30 }],
        waiting: [],
      });
      expect(await aging.liveIds()).toEqual([]);
      await expectWhole(aging);
    });
  },
);
