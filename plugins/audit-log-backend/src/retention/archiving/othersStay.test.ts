// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { TABLES } from '../../database/tables';
import { verifyAll } from '../../verification/__testUtils__/verifyAll';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectCounted,
  expectWhole,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import { POLICY } from './__testUtils__/workOf';
import { WaitingError } from './WaitingError';
import type { WorkContext, WorkStep } from './WorkContext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const NOW = '2026-02-01T00:00:00Z';
const LATER = '2026-02-10T00:00:00Z';
/** What leaves is twice as much as goes at once, and what stays as much: after the first group the numbers are as before. */
const GROUP = 500;
const LONGER = {
  ...POLICY,
  rules: [{ name: 'long', category: ['Access'], live: 'P9Y' }],
};
const ARCHIVED_LONGER = {
  ...POLICY,
  rules: [{ name: 'other', category: ['Access'], archive: 'P9Y' }],
};

describe.each(databases.eachSupportedId())(
  'What stays while others leave on %s',
  databaseId => {
    const isPostgres = databaseId.startsWith('POSTGRES');
    let knex: Knex;
    let aging: AgingLedger;
    let onStep: WorkContext['onStep'];

    beforeEach(async () => {
      onStep = () => {};
      knex = await databases.init(databaseId);
      aging = await agingLedger(knex, {
        partitions: ['2025-01-15'],
        onStep: (step, file) => onStep(step, file),
      });
    });

    afterEach(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    const due = eventsFrom('2025-01-03T10:00:00Z', 2 * GROUP);
    const staying = eventsFrom('2025-01-05T10:00:00Z', GROUP, () => ({
      category: 'Access',
    }));
    const latecomers = eventsFrom('2025-01-08T10:00:00Z', GROUP);

    /** Runs until a step is done for the first time, and stops there as at a shutdown. */
    const runUntil = async (
      last: WorkStep,
      given: Parameters<AgingLedger['run']>[0],
      before: WorkContext['onStep'] = () => {},
    ) => {
      const stopping = new AbortController();
      onStep = async (step, file) => {
        await before(step, file);
        if (step === last) {
          stopping.abort(new Error('stopped'));
        }
      };
      const { signal } = stopping;
      await expect(aging.run({ ...given, signal })).rejects.toThrow('stopped');
      onStep = () => {};
    };

    const expectLive = async (...events: (readonly NewAuditEvent[])[]) => {
      const expected = events.flat().map(({ id }) => id);
      expect((await aging.liveIds()).sort()).toEqual(expected.sort());
    };

    const hasPartition = () => knex.schema.hasTable(`${TABLES.events}_2025_01`);

    const expectSound = async () => {
      await aging.seal();
      expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject(
        { findings: [] },
      );
    };

    it('is what a rule keeps for longer, as many as have left', async () => {
      await aging.append(due, staying);
      await runUntil('some-left', { now: NOW, policy: LONGER });
      expect(await aging.liveIds()).toHaveLength(due.length);

      const result = await aging.run({ now: NOW, policy: LONGER });

      expect(result).toMatchObject({
        archived: [{ events: due.length }],
        waiting: [],
      });
      await expectLive(staying);
      await expectWhole(aging);
      await expectSound();
    });

    it('is what came late, as many as have left, and is in no order yet', async () => {
      await aging.append(due);
      await runUntil('some-left', { now: NOW }, async step => {
        if (step === 'leaving') {
          await aging.ledger.sink.append(latecomers);
        }
      });

      const result = await aging.run({ now: NOW });

      expect(result).toMatchObject({
        archived: [{ events: due.length }],
        waiting: [],
      });
      await expectLive(latecomers);
      await expectWhole(aging, [...due, ...latecomers]);
      await expectSound();
    });

    it('is what came late, as many as have left, and will be the second part', async () => {
      await aging.append(due);
      await runUntil('some-left', { now: NOW }, async step => {
        if (step === 'leaving') {
          await aging.append(latecomers);
        }
      });

      const result = await aging.run({ now: NOW });

      expect(result).toMatchObject({
        archived: [{ events: due.length }],
        waiting: [],
      });
      await expectLive(latecomers);
      await expectWhole(aging);

      // It leaves as the second part, and with it the partition.
      expect(await aging.run({ now: NOW })).toMatchObject({
        archived: [{ events: GROUP }],
        waiting: [],
      });
      expect(await aging.liveIds()).toEqual([]);
      expect(await hasPartition()).toBe(false);
      await expectWhole(aging);
      await expectSound();
    });

    it('is the file of another class that is not in the archive yet, as many as have left', async () => {
      const policy = ARCHIVED_LONGER;
      await aging.append(due);
      await runUntil('some-left', { now: NOW, policy }, async step => {
        if (step === 'leaving') {
          await aging.append(staying);
        }
      });
      onStep = (step, file) => {
        if (step === 'written-locally' && file.class === 'other') {
          throw new WaitingError('The disk is full');
        }
      };

      expect(await aging.run({ now: NOW, policy })).toMatchObject({
        archived: [{ events: due.length }],
        waiting: [{ message: 'The disk is full' }],
      });
      await expectLive(staying);
      await expectWhole(aging);

      onStep = () => {};
      expect(await aging.run({ now: NOW, policy })).toMatchObject({
        archived: [{ events: staying.length }],
        waiting: [],
      });
      expect(await aging.liveIds()).toEqual([]);
      expect(await hasPartition()).toBe(false);
      await expectWhole(aging);
      await expectSound();
    });

    it('goes with its partition once it is in the archive too, though of the others only some are there still', async () => {
      const policy = ARCHIVED_LONGER;
      await aging.append(due);
      await runUntil('some-left', { now: NOW, policy }, async step => {
        if (step === 'leaving') {
          await aging.append(staying);
        }
      });
      let groups = 0;
      onStep = step => {
        groups += step === 'some-left' ? 1 : 0;
      };

      expect(await aging.run({ now: NOW, policy })).toMatchObject({
        archived: [{ events: due.length }, { events: staying.length }],
        waiting: [],
      });

      expect(groups).toBe(isPostgres ? 0 : 2);
      expect(await aging.liveIds()).toEqual([]);
      expect(await hasPartition()).toBe(false);
      await expectWhole(aging);
      await expectSound();
    });

    const restore = async (id: string, until: string) =>
      aging.work.restore(id, {
        until: Date.parse(until),
        restoredBy: 'user:default/jane',
        signal: new AbortController().signal,
        progress: () => {},
      });

    it('is never taken away with what was restored, as many as have left', async () => {
      await aging.append(due, staying);
      await aging.run({ now: NOW, policy: LONGER });
      const [id] = await knex(ARCHIVE_TABLES.files).pluck('id');
      await restore(id, LATER);
      await expectLive(due, staying);
      await runUntil('some-left', { now: LATER, policy: LONGER });
      expect(await aging.liveIds()).toHaveLength(due.length);

      const result = await aging.run({ now: LATER, policy: LONGER });

      expect(result).toMatchObject({
        returned: [{ events: due.length }],
        waiting: [],
      });
      await expectLive(staying);
      await expectWhole(aging);
      await expectSound();
    });

    it('is what was restored of another file for longer, as many as have left', async () => {
      await aging.append(due);
      await aging.run({ now: NOW });
      await aging.append(latecomers);
      await aging.run({ now: NOW });
      const files = knex(ARCHIVE_TABLES.files).orderBy('part');
      const [first, second] = await files.pluck('id');
      await restore(first, LATER);
      await restore(second, '2026-03-01T00:00:00Z');
      await expectLive(due, latecomers);
      await runUntil('some-left', { now: LATER });

      const result = await aging.run({ now: LATER });

      expect(result).toMatchObject({
        returned: [{ events: due.length }],
        waiting: [],
      });
      await expectLive(latecomers);
      await expectCounted(knex);
    });

    it('is never removed with what the policy keeps no archive of, as many as have left', async () => {
      await aging.append(due, staying);
      const policy = { ...LONGER, archive: 'P0D' };
      await runUntil('some-left', { now: NOW, policy });
      expect(await aging.liveIds()).toHaveLength(due.length);

      const result = await aging.run({ now: NOW, policy });

      expect(result).toMatchObject({
        removed: [{ events: due.length }],
        waiting: [],
      });
      await expectLive(staying);
      await expectCounted(knex);
      await expectSound();
    });
  },
);
