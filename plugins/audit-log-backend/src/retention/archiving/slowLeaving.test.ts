// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectCounted,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import { POLICY } from './__testUtils__/workOf';
import type { WorkStep } from './WorkContext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const NOW = '2026-02-01T00:00:00Z';
const LATER = '2026-02-10T00:00:00Z';
const LONGER = {
  ...POLICY,
  rules: [{ name: 'long', category: ['Access'], live: 'P9Y' }],
};
const DUE = 1_000;

describe.each(databases.eachSupportedId())(
  'A process that was asleep while events left on %s',
  databaseId => {
    let knex: Knex;
    let aging: AgingLedger;
    let asleepAt: WorkStep | undefined;
    let wake: () => void;
    let hasReached: Promise<void>;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      let reach = () => {};
      hasReached = new Promise(resolve => {
        reach = resolve;
      });
      const woken = new Promise<void>(resolve => {
        wake = resolve;
      });
      aging = await agingLedger(knex, {
        partitions: ['2025-01-15'],
        onStep: async step => {
          if (step === asleepAt) {
            // The others are not.
            asleepAt = undefined;
            reach();
            await woken;
          }
        },
      });
    });

    afterEach(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    const restore = async (until: string) => {
      const [id] = await knex(ARCHIVE_TABLES.files).pluck('id');
      await aging.work.restore(id, {
        until: Date.parse(until),
        restoredBy: 'user:default/jane',
        signal: new AbortController().signal,
        progress: () => {},
      });
    };

    it.each<readonly [WorkStep, string, number]>([
      ['leaving', 'the partition', 0],
      ['some-left', 'what stays besides', 12],
    ])(
      'takes nothing away of what was restored since, when it wakes behind "%s" and would go on with %s',
      async (step, _, staying) => {
        await aging.append(
          eventsFrom('2025-01-03T10:00:00Z', DUE),
          ...(staying > 0
            ? [
                eventsFrom('2025-01-20T10:00:00Z', staying, () => ({
                  category: 'Access',
                })),
              ]
            : []),
        );
        const context = { now: NOW, policy: LONGER };
        asleepAt = step;
        const slow = aging.run(context);
        await hasReached;
        expect((await aging.run(context)).archived).toHaveLength(1);
        await restore(LATER);

        wake();

        expect(await slow).toMatchObject({ archived: [], waiting: [] });
        expect(await aging.liveIds()).toHaveLength(DUE + staying);
        await expectCounted(knex);
      },
    );

    it('takes nothing away of what was restored again since', async () => {
      await aging.append(eventsFrom('2025-01-03T10:00:00Z', DUE));
      await aging.run({ now: NOW });
      await restore(LATER);
      asleepAt = 'returning';
      const slow = aging.run({ now: LATER });
      await hasReached;
      expect((await aging.run({ now: LATER })).returned).toHaveLength(1);
      await restore('2026-03-01T00:00:00Z');

      wake();

      expect(await slow).toMatchObject({ returned: [], waiting: [] });
      expect(await aging.liveIds()).toHaveLength(DUE);
      await expectCounted(knex);
    });
  },
);
