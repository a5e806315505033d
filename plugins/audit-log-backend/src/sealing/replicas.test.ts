// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eventually } from '../__testUtils__/eventually';
import { SEALING_TABLES } from '../database/sealingTables';
import { LedgerCopy } from './__testUtils__/LedgerCopy';
import { events, nextProcess, SIZE } from './__testUtils__/sealedBefore';
import {
  sealedLedger,
  stopSealedLedgers,
  type SealedLedger,
} from './__testUtils__/sealedLedger';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const CUT = 300;
const REFUSED = [
  {
    code: 'altered',
    message: expect.stringMatching(
      /^600 events of the ledger were sealed, but it has only 300 sealed events now: the end was cut off/,
    ),
  },
];

describe.each(databases.eachSupportedId())(
  'The end of a ledger that several replicas seal is cut off, on %s',
  databaseId => {
    let knex: Knex;
    let a: SealedLedger;
    /** As the ledger was before its end, and with it. */
    let cut: LedgerCopy;
    let whole: LedgerCopy;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      a = await sealedLedger(knex);
      await a.sink.append(events(CUT));
      await a.sealed(CUT);
      cut = await LedgerCopy.of(knex);
      await a.sink.append(events(SIZE - CUT));
      await a.sealed(SIZE);
      whole = await LedgerCopy.of(knex);
    });

    afterEach(stopSealedLedgers);

    /** Another replica, once it has seen how far the ledger is. */
    const replica = async () => {
      const logger = mockServices.logger.mock();
      const ledger = await sealedLedger(knex, { logger });
      await eventually(
        async () => logger.info.mock.calls.map(([message]) => message),
        messages => messages.some(text => /first 600 events/.test(text)),
      );
      return ledger;
    };
    const problems = async (ledger: SealedLedger) =>
      (await ledger.status.read()).problems.filter(
        ({ code }) => code !== 'behind',
      );
    const refused = (ledger: SealedLedger) =>
      eventually(
        () => problems(ledger),
        found => found.length > 0,
      );

    it('is not signed by one that has only seen the others sign', async () => {
      const b = await replica();
      await a.stop();
      await cut.putBack();
      await b.sink.append(events(2));
      expect(await refused(b)).toEqual(REFUSED);
      expect(await a.checkpoints.latest()).toMatchObject({ size: CUT });
    });

    it('is not signed by one that starts later, and all say the same', async () => {
      await cut.putBack();
      // Nothing is recorded: it is seen all the same.
      expect(await refused(a)).toEqual(REFUSED);

      const { ledger: b } = await nextProcess(knex);
      await b.sink.append(events(2));
      expect(await refused(b)).toEqual(REFUSED);
      expect(await problems(a)).toEqual(REFUSED);
      expect(await a.checkpoints.latest()).toMatchObject({ size: CUT });
      // What the one knows outlives it, in the other.
      await a.stop();
      const { ledger: c } = await eventually(
        () => knex(SEALING_TABLES.contradictions),
        rows => rows.length === 1,
      ).then(() => nextProcess(knex));
      expect(await refused(c)).toEqual(REFUSED);
      expect(await a.checkpoints.latest()).toMatchObject({ size: CUT });
    });

    it('is sealed again by all of them once it is put right', async () => {
      const b = await replica();
      await cut.putBack();
      await Promise.all([refused(a), refused(b)]);
      await whole.putBack();
      for (const ledger of [a, b]) {
        await eventually(
          () => problems(ledger),
          found => found.length === 0,
        );
      }
      await b.sink.append(events(1));
      expect(await b.sealed(SIZE + 1)).toMatchObject({ size: SIZE + 1 });
    });

    it('is forgotten when all of them are stopped, and there is no checkpoint elsewhere', async () => {
      const b = await replica();
      await cut.putBack();
      await Promise.all([refused(a), refused(b)]);
      await Promise.all([a.stop(), b.stop()]);
      expect(await knex(SEALING_TABLES.contradictions)).toEqual([]);

      const c = await sealedLedger(knex);
      await c.sink.append(events(1));
      await eventually(
        () => c.checkpoints.latest(),
        latest => latest!.size > CUT,
      );
      expect(await problems(c)).toEqual([]);
    });
  },
);

describe.each(databases.eachSupportedId())(
  'A directory that several replicas write checkpoints to, on %s',
  databaseId => {
    let directory: string;

    beforeEach(async () => {
      directory = await mkdtemp(join(tmpdir(), 'audit-log-'));
    });

    afterEach(async () => {
      await stopSealedLedgers();
      await rm(directory, { recursive: true });
    });

    it('keeps all who start later from signing what was cut off', async () => {
      const knex = await databases.init(databaseId);
      const sealing = { checkpoints: { directory } };
      const a = await sealedLedger(knex, { sealing });
      await a.sink.append(events(CUT));
      await a.sealed(CUT);
      const cut = await LedgerCopy.of(knex);
      await a.sink.append(events(SIZE - CUT));
      await a.sealed(SIZE);
      await a.stop();
      await cut.putBack();

      const started = await Promise.all([
        nextProcess(knex, sealing),
        nextProcess(knex),
      ]);
      const [{ refusal }, other] = started;
      expect([await refusal()]).toEqual(REFUSED);
      // One of them has no directory, and goes by what the other tells.
      expect((await other.refusal()).message).toMatch(/^600 events .* sealed/);
    });
  },
);
