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
