// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import { signCheckpoint } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { eventually } from '../__testUtils__/eventually';
import { dialectOf } from '../database/dialect';
import { SEALING_TABLES } from '../database/sealingTables';
import { TABLES } from '../database/tables';
import { events, sealedBefore, SIZE } from './__testUtils__/sealedBefore';
import {
  newKey,
  ORIGIN,
  stopSealedLedgers,
  type SealedLedger,
} from './__testUtils__/sealedLedger';
import type { KnownCheckpoint } from './requireUnaltered';
import { Witness, type WitnessOptions } from './Witness';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const MINUTE_MS = 60_000;
const FORGED = /^The hashes of the first 600 events .* this portal signed$/;

describe.each(databases.eachSupportedId())(
  'A witness of the ledger on %s',
  databaseId => {
    const key = newKey();
    const logger = mockServices.logger.mock();
    let knex: Knex;
    let ledger: SealedLedger;

    beforeEach(async () => {
      jest.clearAllMocks();
      knex = await databases.init(databaseId);
      ledger = await sealedBefore(knex, {
        keys: [{ privateKey: key.toPem() }],
      });
    });

    afterEach(stopSealedLedgers);

    const witness = (options: Partial<WitnessOptions> = {}) =>
      Witness.create({
        knex,
        dialect: dialectOf(knex),
        keys: ledger.keys,
        logger,
        ...options,
      });
    const refusal = (looking: Witness) =>
      looking.look().then(
        () => 'accepted',
        (error: Error) => error.message,
      );
    const told = () => knex(SEALING_TABLES.contradictions);
    const fromNow = (milliseconds: number) =>
      knex.raw(dialectOf(knex).timeFromNow(milliseconds));
    const now = async () => {
      const dialect = dialectOf(knex);
      const [{ at }] = await knex.select({ at: fromNow(0) });
      return dialect.writeTime(dialect.readTime(at));
    };
    const tell = (note: string, milliseconds = 0) =>
      knex(SEALING_TABLES.contradictions)
        .insert({
          id: 1,
          note,
          upheld_at: fromNow(milliseconds),
        })
        .onConflict('id')
        .merge();

    /** Somebody who has the key makes a ledger of their own; gives the last checkpoint of the one that was. */
    async function forge(): Promise<Checkpoint> {
      await ledger.stop();
      const before = (await ledger.checkpoints.latest())!;
      const batch = await knex(TABLES.batches)
        .orderBy('first_sequence', 'desc')
        .first('stream', 'batch', 'leaves');
      const leaves = Buffer.from(batch.leaves);
      leaves[leaves.length - 1] = 255 - leaves[leaves.length - 1];
      await knex(TABLES.batches)
        .where({ stream: batch.stream, batch: batch.batch })
        .update({ leaves });
      const root = await ledger.tree.root(SIZE);
      const note = signCheckpoint({ origin: ORIGIN, size: SIZE, root }, [key]);
      await knex(SEALING_TABLES.checkpoints)
        .where({ size: SIZE })
        .update({ root, note });
      return before;
    }
    const known = ({ size, root, note }: Checkpoint): KnownCheckpoint => ({
      size,
      root: Buffer.from(root, 'base64'),
      note,
    });

    it('goes along with what others sign, at one row a look', async () => {
      const looking = witness();
      await looking.look();
      expect(looking.known).toMatchObject({ size: SIZE });
      await ledger.sink.append(events(1));
      const { root } = await ledger.sealed(SIZE + 1);
      await ledger.stop();
      await looking.look();
      expect(looking.known).toMatchObject({
        size: SIZE + 1,
        root: Buffer.from(root, 'base64'),
      });

      const statements: string[] = [];
      const count = ({ sql }: { readonly sql: string }) => statements.push(sql);
      knex.on('query', count);
      await looking.look();
      knex.removeListener('query', count);
      expect(statements).toHaveLength(1);
    });

    it('refuses another ledger that is signed with the key, and lets those see it who have not', async () => {
      const looking = witness();
      await looking.look();
      const before = await forge();
      expect(await refusal(looking)).toMatch(FORGED);
      expect(await told()).toMatchObject([{ id: 1, note: before.note }]);

      const later = witness();
      expect(await refusal(later)).toMatch(FORGED);
      await looking.end();
      expect(await told()).toEqual([]);
      // Which is one of those then.
      expect(await refusal(later)).toMatch(FORGED);
      expect(await told()).toMatchObject([{ id: 1, note: before.note }]);
      await later.end();
      expect(await refusal(witness())).toBe('accepted');
    });

    it('refuses a checkpoint by another key, whoever has it signed', async () => {
      const looking = witness();
      await looking.look();
      await ledger.stop();
      const root = await ledger.tree.root(SIZE - 1);
      const other = { origin: ORIGIN, size: SIZE - 1, root };
      await knex(SEALING_TABLES.checkpoints).update({
        size: SIZE - 1,
        root,
        note: signCheckpoint(other, [newKey()]),
      });
      await knex(SEALING_TABLES.tree).update({ size: SIZE - 1 });
      expect(await refusal(looking)).toMatch(
        /a key that this backend does not/,
      );
    });

    it('goes by what is told for a minute, and by what is signed', async () => {
      const { note } = await forge();
      for (const [text, milliseconds] of [
        [note, -61_000],
        // The clock was put back.
        [note, 3_600_000],
        ['x', 0],
        [
          signCheckpoint(
            { origin: ORIGIN, size: SIZE + 1, root: Buffer.alloc(32) },
            [newKey()],
          ),
          0,
        ],
      ] as const) {
        await tell(text, milliseconds);
        expect(await refusal(witness())).toBe('accepted');
      }
      await tell(note, -30_000);
      expect(await refusal(witness())).toMatch(FORGED);
    });

    it('says it again in time, and in the place of what means nothing', async () => {
      const looking = witness();
      await looking.look();
      const { note } = await forge();
      for (const [text, milliseconds] of [
        [note, -6_000],
        [note, 3_600_000],
        ['x', 0],
      ] as const) {
        await tell(text, milliseconds);
        const before = await now();
        await refusal(looking);
        expect(
          await told().whereBetween('upheld_at', [before, fromNow(60_000)]),
        ).toMatchObject([{ note }]);
      }
    });

    it('compares every minute with what there is elsewhere', async () => {
      let time = 0;
      const before = known((await ledger.checkpoints.latest())!);
      let elsewhere: KnownCheckpoint | undefined;
      const looking = witness({
        now: () => time,
        remember: async () => elsewhere,
      });
      await looking.begin();
      await forge();
      elsewhere = before;
      time = MINUTE_MS - 1;
      await looking.look();
      await looking.look();
      time = MINUTE_MS;
      const refused = await eventually(
        () => refusal(looking),
        message => message !== 'accepted',
      );
      expect(refused).toMatch(FORGED);
      // It stays so, though what is elsewhere may be gone.
      elsewhere = undefined;
      time = 3 * MINUTE_MS;
      expect(await refusal(looking)).toMatch(FORGED);
    });

    it('does not wait for what is elsewhere, and says once that it is away', async () => {
      let time = 0;
      let answer = (): Promise<undefined> => Promise.resolve(undefined);
      const looking = witness({ now: () => time, remember: () => answer() });
      await looking.begin();
      const asked = jest.fn();
      answer = () => {
        asked();
        return Promise.reject(new Error('away'));
      };
      for (let minute = 1; minute <= 3; minute++) {
        time = minute * MINUTE_MS;
        await eventually(
          () => looking.look(),
          () => asked.mock.calls.length === minute,
        );
      }
      expect(logger.warn).toHaveBeenCalledTimes(1);
      answer = () => new Promise(() => {});
      time = 10 * MINUTE_MS;
      await looking.look();
      await looking.look();
    });
  },
);
