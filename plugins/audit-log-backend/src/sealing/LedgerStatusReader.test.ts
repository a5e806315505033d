// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../__testUtils__/auditEvent';
import { dialectOf } from '../database/dialect';
import { SEALING_TABLES } from '../database/sealingTables';
import { TABLES } from '../database/tables';
import { sealedLedger, stopSealedLedgers } from './__testUtils__/sealedLedger';
import { LedgerStatusReader } from './LedgerStatusReader';
import { Sealer } from './Sealer';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const AT = Date.parse('2026-11-24T10:00:00.000Z');

describe.each(databases.eachSupportedId())(
  'The state of the ledger on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    afterEach(stopSealedLedgers);

    /** A run that ended so many minutes after ten. */
    async function run(minutes: number, given: object) {
      const time = (ms: number) => dialectOf(knex).writeTime(ms);
      const id = uuidAt();
      await knex(SEALING_TABLES.verifications).insert({
        id,
        state: 'passed',
        from_sequence: 0,
        to_sequence: 10,
        verified: 10,
        erased: 0,
        finding_count: 0,
        findings: '[]',
        recorded_until: time(AT - 60_000),
        started_at: time(AT),
        beat_at: time(AT),
        ended_at: time(AT + minutes * 60_000),
        ...given,
      });
      return id;
    }

    it('tells of an empty ledger', async () => {
      const { status } = await sealedLedger(knex);
      expect(await status.read()).toEqual({
        isSealing: true,
        events: 0,
        sealed: 0,
        problems: [],
      });
    });

    it('tells up to when it is verified, and what the last run found', async () => {
      const { status, sink, sealed } = await sealedLedger(knex);
      await sink.append([auditEvent(), auditEvent()]);
      const checkpoint = await sealed(2);
      await run(1, {});
      await run(2, { from_sequence: 5 });
      await run(3, { state: 'stopped' });
      await run(9, { state: 'running', ended_at: null });
      expect(await status.read()).toEqual({
        isSealing: true,
        events: 2,
        sealed: 2,
        checkpoint,
        verified: {
          size: 10,
          at: '2026-11-24T10:01:00.000Z',
          recordedUntil: '2026-11-24T09:59:00.000Z',
        },
        problems: [],
      });

      const id = await run(4, {
        state: 'failed',
        finding_count: 3,
        findings: JSON.stringify([
          { kind: 'altered', message: 'Event 7 is not as it was sealed' },
        ]),
      });
      const { problems, verified } = await status.read();
      expect(problems).toEqual([
        {
          code: 'altered',
          message: 'Event 7 is not as it was sealed (and 2 more)',
          verification: id,
        },
      ]);
      expect(verified?.at).toBe('2026-11-24T10:01:00.000Z');
      await run(5, {});
      expect((await status.read()).problems).toEqual([]);
    });

    describe('what a run has found', () => {
      const FOUND = {
        finding_count: 1,
        findings: JSON.stringify([
          { kind: 'altered', message: 'Event 100 is not as it was sealed' },
        ]),
      };
      const whole = (size: number) => ({ to_sequence: size, is_whole: true });

      let status: LedgerStatusReader;

      beforeEach(async () => {
        ({ status } = await sealedLedger(knex));
      });

      /** The run that the ledger is said to be altered by. */
      const altered = async () => {
        const { problems } = await status.read();
        return problems.find(({ code }) => code === 'altered')?.verification;
      };

      it('is not over by a run that passes over a part', async () => {
        const id = await run(1, { ...whole(300), state: 'failed', ...FOUND });
        await run(2, { from_sequence: 200, to_sequence: 201 });
        expect(await altered()).toBe(id);
        await run(3, { to_sequence: 10 });
        expect(await altered()).toBe(id);
        // Of what lies beside the events only a run over everything knows.
        await run(4, { to_sequence: 310 });
        expect(await altered()).toBe(id);
        await run(5, { ...whole(299) });
        expect(await altered()).toBe(id);
        await run(6, whole(310));
        expect(await altered()).toBeUndefined();
      });

      it('is over by a later run over the whole part that it was of, and by no earlier one', async () => {
        const part = { from_sequence: 50, to_sequence: 150 };
        await run(1, whole(300));
        const id = await run(2, { ...part, state: 'failed', ...FOUND });
        expect(await altered()).toBe(id);
        await run(3, { from_sequence: 51, to_sequence: 150 });
        await run(4, { from_sequence: 50, to_sequence: 149 });
        expect(await altered()).toBe(id);
        await run(5, { from_sequence: 50, to_sequence: 150 });
        expect(await altered()).toBeUndefined();
      });

      it.each(['stopped', 'interrupted'] as const)(
        'counts when the run was %s, and when another one passes over a part',
        async state => {
          const id = await run(1, { ...whole(300), state, ...FOUND });
          await run(2, { to_sequence: 10 });
          expect(await altered()).toBe(id);
          await run(3, whole(300));
          expect(await altered()).toBeUndefined();
        },
      );

      it('counts as soon as it is found', async () => {
        await run(1, whole(300));
        const id = await run(2, {
          ...whole(310),
          state: 'running',
          ended_at: null,
          ...FOUND,
        });
        expect(await altered()).toBe(id);
      });

      it('is the latest of several that are not over', async () => {
        const first = { from_sequence: 50, to_sequence: 150 };
        const second = { from_sequence: 150, to_sequence: 200 };
        const one = await run(1, { ...first, state: 'failed', ...FOUND });
        const started = dialectOf(knex).writeTime(AT + 60_000);
        const other = await run(2, {
          ...second,
          started_at: started,
          state: 'failed',
          ...FOUND,
        });
        expect(await altered()).toBe(other);
        await run(3, second);
        expect(await altered()).toBe(one);
      });
    });

    it('does not tell less of what is verified once a run has passed over the beginning alone', async () => {
      const { status } = await sealedLedger(knex);
      await run(1, { to_sequence: 300, is_whole: true });
      await run(2, { to_sequence: 10 });
      expect((await status.read()).verified).toMatchObject({
        size: 300,
        at: '2026-11-24T10:01:00.000Z',
      });
      await run(3, { to_sequence: 300, is_whole: true });
      expect((await status.read()).verified).toMatchObject({
        size: 300,
        at: '2026-11-24T10:03:00.000Z',
      });
    });

    it('tells how far sealing is behind', async () => {
      const { sink, sealed, checkpoints, stop, keys } = await sealedLedger(
        knex,
      );
      await sink.append([auditEvent()]);
      await sealed(1);
      await stop();
      const dialect = dialectOf(knex);
      // One that is not started seals nothing.
      const sealer = Sealer.create({
        knex,
        dialect,
        keys,
        origin: 'x',
        outlets: [],
        personal: { personalOf: () => [] },
        logger: { info() {}, warn() {}, error() {}, debug() {} } as any,
      });
      const status = LedgerStatusReader.create({
        knex,
        dialect,
        checkpoints,
        sealer,
      });
      await knex(TABLES.batches).insert({
        stream: 1,
        batch: 0,
        event_count: 7,
        first_sequence: 1,
        committed_at: knex.raw(dialect.timeFromNow(-600_000)),
        first_recorded_at: dialect.writeTime(AT),
        last_recorded_at: dialect.writeTime(AT),
      });
      await knex(TABLES.ledger).update({ next_sequence: 8 });
      expect((await status.read()).problems).toEqual([
        {
          code: 'behind',
          message: expect.stringMatching(
            /^7 events have not been sealed yet, the first of them for 6\d\d seconds$/,
          ),
        },
      ]);
      expect(await status.health()).toEqual({
        behind: 7,
        sealedAt: expect.any(String),
      });
    });
  },
);
