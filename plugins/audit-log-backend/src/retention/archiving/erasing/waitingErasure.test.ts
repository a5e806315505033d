// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, writeFile } from 'node:fs/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ArchiveLockedError } from '../../store/ArchiveLockedError';
import { ArchiveUnavailableError } from '../../store/ArchiveUnavailableError';
import { expectWhole } from '../__testUtils__/agingLedger';
import {
  ErasedArchive,
  FILE,
  KIM,
  RESTORED_UNTIL,
} from './__testUtils__/ErasedArchive';
import { namesIn } from './__testUtils__/erasuresOf';
import { expectErased } from './__testUtils__/expectErased';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Erasure that has to wait for the archive on %s',
  databaseId => {
    let t: ErasedArchive;

    beforeEach(async () => {
      t = await ErasedArchive.create(await databases.init(databaseId));
    });

    afterEach(() => t.close());

    it('waits while the old file is protected, says so, and is not done before', async () => {
      const { remove } = t.aging.store;
      let isLocked = true;
      t.aging.store.remove = async name => {
        if (isLocked && name === FILE) {
          throw new ArchiveLockedError(
            'The object lock protects it until 2027',
          );
        }
        await remove.call(t.aging.store, name);
      };
      const id = await t.own.begin();
      const waiting = await t.waiting(id);
      expect(waiting).toMatchObject({
        state: 'running',
        archivedEvents: 200,
        waiting: [expect.stringContaining('lock protects it until 2027')],
      });
      expect(t.own.recorded).toEqual([]);
      expect(await namesIn(t.aging.store)).toContain(FILE);
      // What is read now has nothing of it, so it can be restored.
      await t.restore();
      await t.run({ now: RESTORED_UNTIL });
      // Another person's erasure has nothing to do with it, whoever is in that file.
      const other = await t.own.erase('user:default/nobody');
      expect(other).toMatchObject({ state: 'done', archivedEvents: 0 });
      // Kim is in the protected file as well.
      const kim = await t.own.begin(KIM);
      await t.waiting(kim);

      isLocked = false;
      await t.own.erasures.done(id);
      await t.own.erasures.done(kim);
      expect(await t.own.erasures.get(id)).toMatchObject({
        state: 'done',
        archivedEvents: 200,
      });
      expect(await namesIn(t.aging.store)).not.toContain(FILE);
      await expectWhole(t.aging);
    });

    it('waits while the archive is away, and claims nothing', async () => {
      const { open } = t.aging.store;
      t.aging.store.open = async () => {
        throw new ArchiveUnavailableError('The archive cannot be reached');
      };
      const id = await t.own.begin();
      const { waiting, state } = await t.waiting(id);
      expect(state).toBe('running');
      expect(waiting).toEqual(['The archive cannot be reached']);
      t.aging.store.open = open;
      await t.own.erasures.done(id);
      await expectErased(t);
    });

    it.each(['gone', 'damaged'])(
      'waits for a file that is %s, and erases from it once it is put back',
      async what => {
        const kept = await readFile(t.path(FILE));
        if (what === 'gone') {
          await rename(t.path(FILE), t.path('kept'));
        } else {
          await writeFile(t.path(FILE), kept.subarray(0, 1_000));
        }
        const id = await t.own.begin();
        const { waiting } = await t.waiting(id);
        expect(waiting).toEqual([expect.stringContaining('put it back')]);
        await writeFile(t.path(FILE), kept);
        await t.own.erasures.done(id);
        expect(await t.own.erasures.get(id)).toMatchObject({
          archivedEvents: 200,
        });
      },
    );

    it('waits for a file that is written, and not read yet, until it is written again', async () => {
      await t.appendLate();
      const stop = new AbortController();
      t.onStep = step => {
        if (step === 'written') {
          stop.abort();
        }
      };
      await expect(t.run({ signal: stop.signal })).rejects.toThrow();
      t.onStep = () => {};
      const id = await t.own.begin();
      const { waiting } = await t.waiting(id);
      expect(waiting).toEqual([
        expect.stringContaining('written again by the next run'),
      ]);
      await t.run();
      await t.own.erasures.done(id);
      expect(await t.own.erasures.get(id)).toMatchObject({
        events: 9,
        archivedEvents: 200,
      });
      await expectWhole(t.aging);
      expect(await t.verify()).toMatchObject({ findings: [], erased: 209 });
    });
  },
);
