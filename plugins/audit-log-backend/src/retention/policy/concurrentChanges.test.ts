// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { uuidAt } from '../../__testUtils__/auditEvent';
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
import { insertPolicy } from './operations/insertPolicy';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Changes of retention at the same time on %s',
  databaseId => {
    let t: PoliciesOfTest;

    beforeEach(async () => {
      t = await PoliciesOfTest.create(await databases.init(databaseId));
    });

    afterEach(stopTestLedgers);

    it('take effect once their time has come, for whoever looks, and that is on record once', async () => {
      await t.append(['2026-05-05', 3]);
      const [one, other] = [t.replica(), t.replica()];
      const { change: made } = await t.change(one, SHORT, 3);
      t.now += 7 * DAY_MS - 1;
      await one.settle();
      expect((await one.current()).pending?.id).toBe(made.id);
      t.now += 1;
      await Promise.all([one.settle(), other.settle(), other.settle()]);
      const { effective, pending } = await one.current();
      expect(effective).toMatchObject({ id: made.id, state: 'effective' });
      expect(pending).toBeUndefined();
      expect(t.recorded).toEqual([
        expect.objectContaining({
          action: 'retention-write.effective',
          meta: { change: made.id, before: USUAL, after: SHORT },
        }),
      ]);
      await expect(other.cancel(made.id, 'user:default/jane')).rejects.toThrow(
        'has taken effect already',
      );
    });

    it('are cancelled by anybody, once, and only while they wait', async () => {
      await t.append(['2026-05-05', 3]);
      const [one, other] = [t.replica(), t.replica()];
      const { change: made } = await t.change(one, SHORT, 3);
      const [first, second] = await Promise.allSettled([
        one.cancel(made.id, 'user:default/jane'),
        other.cancel(made.id, 'user:default/kim'),
      ]);
      expect([first.status, second.status].sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
      await expect(one.cancel(made.id, 'x')).rejects.toThrow('is cancelled');
      await expect(one.cancel(uuidAt(), 'x')).rejects.toThrow('no change');
      const { effective } = await one.current();
      await expect(one.cancel(effective.id, 'x')).rejects.toThrow(
        'has taken effect',
      );
      t.now += 8 * DAY_MS;
      await one.settle();
      expect((await one.current()).effective.policy).toEqual(USUAL);
    });

    it('are cancelled or take effect, never both, when both happen at the same moment', async () => {
      await t.append(['2026-05-05', 3]);
      for (let round = 0; round < 10; round++) {
        const policies = [t.replica(), t.replica(), t.replica(), t.replica()];
        await t.change(policies[0], USUAL);
        const { change: made } = await t.change(policies[0], SHORT, 3);
        t.recorded = [];
        const cancelling = policies[0].cancel(made.id, 'user:default/jane');
        t.now += 8 * DAY_MS;
        const [cancelled] = await Promise.allSettled([
          cancelling,
          ...policies.slice(1).map(each => each.settle()),
        ]);
        const { effective, pending } = await t.replica().current();
        expect(pending).toBeUndefined();
        const isCancelled = cancelled.status === 'fulfilled';
        expect(effective.policy).toEqual(isCancelled ? USUAL : SHORT);
        expect(t.recorded).toHaveLength(isCancelled ? 0 : 1);
        t.now = NOW;
      }
    });

    it('are changed by two at the same time so that the last word holds, and only one waits', async () => {
      await t.append(['2026-05-05', 3]);
      const results = await Promise.all([
        t.change(t.replica(), SHORT, 3),
        t.change(t.replica(), policyOf('60d', '1y'), 3),
        t.change(t.replica(), policyOf('30d', '1y'), 3),
      ]);
      const { effective, pending } = await t.replica().current();
      expect(effective.policy).toEqual(USUAL);
      expect(results.map(({ change: { id } }) => id)).toContain(pending!.id);
      const replaced = (await t.states()).filter(
        ([state]) => state === 'replaced',
      );
      expect(replaced).toHaveLength(2);
    });

    it('are compared anew when another one holds by the time they are made', async () => {
      await t.append(['2026-05-05', 3]);
      const [one, other] = [t.replica(), t.replica()];
      const compare = other.compare.bind(other);
      jest.spyOn(other, 'compare').mockImplementationOnce(async (...given) => {
        const preview = await compare(...given);
        await t.change(one, LONG);
        return preview;
      });
      // Longer than what held, shorter than what does t.now.
      await expect(t.change(other, policyOf('1y', '2y'))).rejects.toThrow(
        'would remove 3 events sooner',
      );
      expect((await one.current()).effective.policy).toEqual(LONG);
    });

    it('are one that holds and one that waits, by the database itself', async () => {
      const dialect = dialectOf(t.knex);
      const { effective } = await t.replica().current();
      const again = { ...effective, id: uuidAt(), state: 'effective' } as const;
      const error = await insertPolicy(t.knex, dialect, again).catch(e => e);
      expect(dialect.isUniqueViolation(error)).toBe(true);
    });
  },
);
