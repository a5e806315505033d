// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
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
  'Policies of retention on %s',
  databaseId => {
    let t: PoliciesOfTest;

    beforeEach(async () => {
      t = await PoliciesOfTest.create(await databases.init(databaseId));
    });

    afterEach(stopTestLedgers);

    it('change at once where nothing is removed sooner', async () => {
      await t.append(['2026-05-05', 3]);
      const policies = t.replica();
      expect(await policies.preview(LONG)).toMatchObject({
        sooner: 0,
        atOnce: 0,
        effectiveAt: new Date(NOW).toISOString(),
        classes: [{ name: 'default', events: 3, sooner: 0, atOnce: 0 }],
      });
      const { change: made, before } = await t.change(policies, LONG);
      expect(made).toMatchObject({ state: 'effective', reason: 'Because' });
      expect(before.policy).toEqual(USUAL);
      expect((await t.replica().current()).effective).toEqual(made);
      expect(await t.states()).toEqual([
        ['effective', 'P1Y', 'P5Y'],
        ['replaced', 'P1Y', 'P1Y'],
      ]);
    });

    it('wait where events are removed sooner, say how many, and are confirmed by that number', async () => {
      await t.append(
        ['2026-05-05', 3],
        ['2026-06-30T23:59:59.999Z', 2],
        ['2025-06-01', 1, { category: 'sign-in' }],
      );
      await t.insertFile({ period: '2025-07', class: 'default', events: 100 });
      await t.insertFile({ period: '2025-08', class: 'old-rule', events: 10 });
      // Due for long, and held.
      await t.insertFile({ period: '2024-01', class: 'default', events: 1000 });
      // Its events are counted in the live table.
      await t.insertFile({
        period: '2025-09',
        class: 'default',
        events: 7,
        restored_until: dialectOf(t.knex).writeTime(NOW),
      });
      const policy = policyOf('90d', '0d', [
        { name: 'sign-ins', category: 'sign-in', archive: 'forever' },
      ]);
      const policies = t.replica();
      const preview = await policies.preview(policy);
      expect(preview).toEqual({
        removesSooner: true,
        sooner: 3 + 2 + 110,
        atOnce: 3 + 110 + 2,
        effectiveAt: new Date(NOW + 7 * DAY_MS).toISOString(),
        classes: [
          { name: 'sign-ins', events: 1, sooner: 0, atOnce: 0 },
          { name: 'default', events: 3 + 2 + 1100, sooner: 105, atOnce: 105 },
          { name: 'old-rule', events: 10, sooner: 10, atOnce: 10 },
        ],
      });
      for (const wrong of [undefined, 0, 1, 114, 116, 1e9]) {
        await expect(t.change(policies, policy, wrong)).rejects.toThrow(
          'would remove 115 events sooner',
        );
      }
      const { change: made } = await t.change(policies, policy, 115);
      expect(made).toMatchObject({
        state: 'pending',
        effectiveAt: preview.effectiveAt,
      });
      const { effective, pending } = await t.replica().current();
      expect(effective.policy).toEqual(USUAL);
      expect(pending).toEqual(made);
    });

    it('may be confirmed by a number that was right a moment ago', async () => {
      await t.append(['2026-05-05', 5], ['2026-11-30T11:50:00Z', 3]);
      const policies = t.replica();
      await expect(t.change(policies, SHORT, 4)).rejects.toThrow('8 events');
      await t.change(policies, SHORT, 5);
    });

    it('wait also where what was recorded today occurred long ago', async () => {
      await t.append([
        '2026-11-30T11:00:00Z',
        2,
        { occurredAt: '2019-01-01T00:00:00.000Z' },
      ]);
      const { change: made } = await t.change(t.replica(), SHORT, 2);
      expect(made.state).toBe('pending');
    });

    it.each([
      ['a rule that takes events out of the longer one', 'live'],
      ['a rule whose name files had is gone', 'file'],
    ])('see through %s', async (_, where) => {
      const before = policyOf('1y', '1y', [
        { name: 'deletions', action: '*.delete', archive: 'P9Y' },
      ]);
      const policies = t.replica(before);
      await policies.adoptConfiguration();
      if (where === 'live') {
        await t.append(['2026-10-10', 4]);
      } else {
        await t.insertFile({
          period: '2025-07',
          class: 'deletions',
          events: 4,
        });
      }
      const after = policyOf('1y', '1y', [
        ...(where === 'live' ? [{ name: 'catalog', action: 'catalog.*' }] : []),
      ]);
      expect(await policies.preview(after)).toMatchObject({
        removesSooner: true,
        sooner: 4,
        atOnce: 0,
      });
    });

    it('do not take effect while the clock is in doubt, and can be cancelled so long', async () => {
      await t.append(['2026-05-05', 3]);
      const policies = t.replica();
      const { change: made } = await t.change(policies, SHORT, 3);
      t.now += 365 * DAY_MS;
      t.isTrusted = false;
      await policies.settle();
      expect((await policies.current()).effective.policy).toEqual(USUAL);
      t.now = NOW - 365 * DAY_MS;
      expect(await policies.cancel(made.id, 'user:default/jane')).toMatchObject(
        { state: 'cancelled', endedBy: 'user:default/jane' },
      );
    });

    it('do not take effect by a clock that has leapt', async () => {
      await t.append(['2026-05-05', 3]);
      const policies = t.replica();
      await t.change(policies, SHORT, 3);
      t.now += 8 * DAY_MS;
      t.hasLeapt = true;
      await policies.settle();
      await expect(t.change(policies, LONG)).resolves.toMatchObject({
        before: { policy: USUAL },
      });
    });

    it('are not shortened while the clock is in doubt, as the delay would be counted by it', async () => {
      await t.append(['2026-05-05', 3]);
      const [one, other] = [t.replica(), t.replica(SHORT)];
      await one.adoptConfiguration();
      t.isTrusted = false;
      await expect(t.change(one, SHORT, 3)).rejects.toThrow('in doubt');
      await expect(other.adoptConfiguration()).rejects.toThrow('in doubt');
      expect(await t.states()).toHaveLength(1);
      await t.change(one, LONG);
      t.isTrusted = true;
      await other.adoptConfiguration();
      const { effective, pending } = await one.current();
      expect([effective.policy, pending?.policy]).toEqual([LONG, SHORT]);
    });
  },
);
