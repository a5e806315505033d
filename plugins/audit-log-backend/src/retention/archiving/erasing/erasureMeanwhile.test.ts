// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventsFrom, expectWhole } from '../__testUtils__/agingLedger';
import {
  ErasedArchive,
  FILE,
  KIM,
  OTHER,
  POLICY_OF_TEST,
  RESTORED_UNTIL,
  SUCCESSOR,
} from './__testUtils__/ErasedArchive';
import { erasuresOf, namesIn } from './__testUtils__/erasuresOf';
import { expectErased } from './__testUtils__/expectErased';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Erasure in the archive while something else goes on on %s',
  databaseId => {
    let t: ErasedArchive;

    beforeEach(async () => {
      t = await ErasedArchive.create(await databases.init(databaseId));
    });

    afterEach(() => t.close());

    it('is done once by two that have different persons in hand', async () => {
      const second = erasuresOf(t.aging);
      const [jane, kim] = await Promise.all([t.own.erase(), second.erase(KIM)]);
      await second.erasures.stop();
      expect(jane).toMatchObject({ state: 'done', archivedEvents: 200 });
      // The 250 that Kim did in January, and all of February.
      expect(kim).toMatchObject({ state: 'done', archivedEvents: 350 });
      expect((await t.row()).leftovers).toBeNull();
      await expectWhole(t.aging);
      expect(await t.verify()).toMatchObject({ findings: [] });
    });

    it('is done with restored events in both places, and the file is whole once they are taken back', async () => {
      await t.restore();
      expect(await t.own.erase()).toMatchObject({
        events: 205,
        archivedEvents: 200,
      });
      expect((await t.row()).name).toMatch(SUCCESSOR);
      await t.run({ now: RESTORED_UNTIL });
      await expectErased(t);
    });

    it('keeps a file from being restored until all is erased', async () => {
      let refused: unknown;
      t.onStep = async step => {
        if (step === 'erasing') {
          refused = await t.restore().catch((error: Error) => error.message);
        }
      };
      await t.own.erase();
      expect(refused).toContain('being erased');
      await expectErased(t);
    });

    it('lets retention archive what is erased of meanwhile, and the removal of the file comes first', async () => {
      let result: unknown;
      t.onStep = async step => {
        if (step === 'erasing') {
          t.onStep = () => {};
          await t.aging.append(
            eventsFrom('2025-02-20T10:00:00Z', 10, () => ({
              actor: { type: 'user', ref: KIM },
            })),
          );
          result = await t.run({
            policy: { ...POLICY_OF_TEST, archive: 'P1D' },
          });
        }
      };
      expect(await t.own.erase()).toMatchObject({
        state: 'done',
        events: 5,
        archivedEvents: 0,
      });
      expect(result).toMatchObject({
        archived: [{ events: 10 }],
        removed: [{ file: FILE }],
      });
      expect(await namesIn(t.aging.store)).toEqual([
        OTHER,
        OTHER.replace('default.1', 'default.2'),
        'manifests/2025-02.default.1.json',
        'manifests/2025-02.default.2.json',
        'removals/2025-01.default.1.json',
      ]);
      expect((await t.row()).leftovers).toBeNull();
    });

    it.each(['written-locally', 'noted'] as const)(
      'is not undone by a file that a process was writing when it began: %s',
      async when => {
        await t.appendLate();
        let id = '';
        let noted = 0;
        t.onStep = async step => {
          noted += step === 'noted' ? 1 : 0;
          if (step === when && id === '') {
            id = await t.own.begin();
            await (when === 'noted' ? t.waiting(id) : t.own.erasures.done(id));
          }
        };
        const result = await t.run();
        await t.own.erasures.done(id);

        expect(result.waiting).toEqual([]);
        expect(noted).toBe(when === 'noted' ? 2 : 1);
        expect(await t.own.erasures.get(id)).toMatchObject({
          events: 9,
          archivedEvents: 200,
        });
        await expectWhole(t.aging);
        expect(await t.verify()).toMatchObject({ findings: [], erased: 209 });
      },
    );

    it('leaves a file that retention removes in the end', async () => {
      await t.own.erase();
      const { name } = await t.row();
      await t.run({ now: '2035-03-01T00:00:00Z' });
      const names = await namesIn(t.aging.store);
      expect(names.filter(one => one.includes('2025-01'))).toEqual([
        name.replace(/^.*\/(.*)parquet$/, 'removals/$1json'),
      ]);
      expect(await t.aging.states()).toMatchObject({ [name]: 'removed' });
      expect(await t.verify()).toMatchObject({ findings: [] });
    });
  },
);
