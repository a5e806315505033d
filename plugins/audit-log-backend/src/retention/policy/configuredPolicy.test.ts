// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import {
  DAY_MS,
  NOW,
  policyOf,
  USUAL,
  SHORT,
  LONG,
  PoliciesOfTest,
} from './__testUtils__/PoliciesOfTest';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'A configured policy of retention on %s',
  databaseId => {
    let t: PoliciesOfTest;

    beforeEach(async () => {
      t = await PoliciesOfTest.create(await databases.init(databaseId));
    });

    afterEach(stopTestLedgers);

    it('begin with that of the configuration, once, however many begin', async () => {
      const all = [t.replica(), t.replica(), t.replica()];
      await Promise.all(all.map(each => each.adoptConfiguration()));
      const { effective, pending } = await all[0].current();
      expect(effective).toMatchObject({
        policy: USUAL,
        source: 'configuration',
        state: 'effective',
      });
      expect(effective).not.toHaveProperty('createdBy');
      expect(pending).toBeUndefined();
      expect(await all[1].list()).toEqual([effective]);
      expect(t.recorded).toEqual([]);
    });

    it('follow a configuration that was changed, once for all replicas', async () => {
      await t.append(['2026-05-05', 3]);
      await t.replica().adoptConfiguration();
      await Promise.all([
        t.replica(SHORT).adoptConfiguration(),
        t.replica(SHORT).adoptConfiguration(),
      ]);
      const { effective, pending } = await t.replica().current();
      expect(effective.policy).toEqual(USUAL);
      expect(pending).toMatchObject({ policy: SHORT, source: 'configuration' });
      expect(pending).not.toHaveProperty('createdBy');
      expect(t.recorded).toEqual([
        expect.objectContaining({
          action: 'retention-write.configure',
          meta: expect.objectContaining({
            before: USUAL,
            after: SHORT,
            sooner: 3,
            effectiveAt: new Date(NOW + 7 * DAY_MS).toISOString(),
          }),
        }),
      ]);
      // It says no more than it did, so what was changed in the portal since then stands.
      await t.replica().cancel(pending!.id, 'user:default/jane');
      await t.replica(SHORT).adoptConfiguration();
      expect((await t.replica().current()).pending).toBeUndefined();
      await t.replica(LONG).adoptConfiguration();
      expect((await t.replica().current()).effective.policy).toEqual(LONG);
    });

    it('take a shorter configuration as the newer word while a change waits', async () => {
      await t.append(['2026-05-05', 3]);
      await t.replica().adoptConfiguration();
      const { change: made } = await t.change(t.replica(), SHORT, 3);
      t.now += DAY_MS;
      const configured = policyOf('60d', '60d');
      await t.replica(configured).adoptConfiguration();
      const { effective, pending } = await t.replica().current();
      expect(effective.policy).toEqual(USUAL);
      expect(pending).toMatchObject({
        policy: configured,
        effectiveAt: new Date(t.now + 7 * DAY_MS).toISOString(),
      });
      expect(
        (await t.replica().list()).find(({ id }) => id === made.id)?.state,
      ).toBe('replaced');
    });

    it('keep their order when the clock is set back', async () => {
      await t.replica().adoptConfiguration();
      t.now += 400 * DAY_MS;
      await t.replica(LONG).adoptConfiguration();
      t.now = NOW;
      const longest = policyOf('1y', '9y');
      await t.replica(longest).adoptConfiguration();
      t.recorded = [];
      await t.replica(longest).adoptConfiguration();
      expect(t.recorded).toEqual([]);
      expect((await t.replica().current()).effective.policy).toEqual(longest);
      expect((await t.states()).map(([, , archive]) => archive)).toEqual([
        'P9Y',
        'P5Y',
        'P1Y',
      ]);
    });
  },
);
