// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { signCheckpoint, SigningKey } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { dialectOf } from '../database/dialect';
import { SEALING_TABLES } from '../database/sealingTables';
import { TABLES } from '../database/tables';
import {
  newKey,
  ORIGIN,
  sealedLedger,
  stopSealedLedgers,
  type SealedLedger,
} from './__testUtils__/sealedLedger';
import { sealNext } from './sealNext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const events = (count: number) =>
  Array.from({ length: count }, () => auditEvent());
const SIZE = 600;

/** Bytes with one bit turned. */
function turned(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = 255 - copy[at];
  return copy;
}

describe.each(databases.eachSupportedId())(
  'A ledger that was changed, on %s',
  databaseId => {
    let knex: Knex;
    let directory: string;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      directory = await mkdtemp(join(tmpdir(), 'audit-log-'));
    });

    afterEach(async () => {
      await stopSealedLedgers();
      await rm(directory, { recursive: true });
    });

    /** A process that finds the ledger as it is; gives it, and what it says once it has looked. */
    async function next(sealing = {}) {
      const logger = mockServices.logger.mock();
      const ledger = await sealedLedger(knex, { sealing, logger });
      const refusal = async () => {
        const { problems } = await eventually(
          () => ledger.status.read(),
          ({ problems: found }) => found.some(({ code }) => code !== 'behind'),
        );
        return problems.find(({ code }) => code !== 'behind')!;
      };
      return { ledger, refusal, logger };
    }

    async function sealedBefore(sealing = {}): Promise<SealedLedger> {
      const ledger = await sealedLedger(knex, { sealing });
      await ledger.sink.append(events(SIZE));
      await ledger.sealed(SIZE);
      return ledger;
    }

    const lastBatch = () =>
      knex(TABLES.batches).orderBy('first_sequence', 'desc').first();

    const CHANGES: [string, RegExp, () => Promise<unknown>][] = [
      [
        'a hash of the last tile is another',
        /are not those that were signed/,
        async () => {
          const [tile] = await knex(SEALING_TABLES.tiles);
          await knex(SEALING_TABLES.tiles).update({
            hashes: turned(tile.hashes, 40),
          });
        },
      ],
      [
        'the last tile is gone',
        /is missing/,
        () => knex(SEALING_TABLES.tiles).delete(),
      ],
      [
        'a leaf of the last batch is another',
        /are not those that were signed/,
        async () => {
          const { stream, batch, leaves } = await lastBatch();
          await knex(TABLES.batches)
            .where({ stream, batch })
            .update({ leaves: turned(leaves, leaves.length - 1) });
        },
      ],
      [
        'the last batch is gone',
        /is missing/,
        async () => {
          const { stream, batch } = await lastBatch();
          await knex(TABLES.batches).where({ stream, batch }).delete();
        },
      ],
      [
        'the last checkpoint is gone',
        /last checkpoint of the ledger is of 0 events, but 600 were sealed/,
        () => knex(SEALING_TABLES.checkpoints).delete(),
      ],
      [
        'all that was sealed is gone',
        /last checkpoint of the ledger is of 600 events, but 0 were sealed/,
        () => knex(SEALING_TABLES.tree).update({ size: 0 }),
      ],
      [
        'the note of the last checkpoint is none',
        /The last checkpoint: .*no signed note/,
        () => knex(SEALING_TABLES.checkpoints).update({ note: 'x' }),
      ],
      [
        'the last checkpoint was signed by somebody else',
        /a key that this backend does not know/,
        () =>
          knex(SEALING_TABLES.checkpoints).update({
            note: signCheckpoint(
              { origin: ORIGIN, size: SIZE, root: Buffer.alloc(32) },
              [newKey()],
            ),
          }),
      ],
    ];

    it('is not signed, whatever was changed', async () => {
      const before = await sealedBefore();
      await before.stop();
      const tables = [TABLES.batches, ...Object.values(SEALING_TABLES)];
      const copy = await Promise.all(tables.map(table => knex(table)));
      const seal = () =>
        sealNext({
          knex,
          dialect: dialectOf(knex),
          origin: ORIGIN,
          keys: before.keys,
          personal: { personalOf: () => [] },
        });
      for (const [name, message, change] of CHANGES) {
        await change();
        const refused = await seal().then(
          () => 'signed',
          (error: Error) => error.message,
        );
        expect([name, refused]).toEqual([name, expect.stringMatching(message)]);
        for (const [index, table] of tables.entries()) {
          await knex(table).delete();
          await knex.batchInsert(table, copy[index]);
        }
      }
      expect(await seal()).toEqual({ state: 'idle' });
    });

    it('takes events all the same, with their leaves, and says so once', async () => {
      const before = await sealedBefore();
      await before.stop();
      await knex(SEALING_TABLES.tiles).delete();

      const { ledger, refusal, logger } = await next();
      expect(await refusal()).toMatchObject({ code: 'altered' });
      await ledger.sink.append(events(1));
      await ledger.sink.append(events(1));
      const added: { leaves: Buffer }[] = await knex(TABLES.batches).where({
        event_count: 1,
      });
      expect(added.map(({ leaves }) => leaves.length)).toEqual([32, 32]);
      expect(
        await knex(SEALING_TABLES.checkpoints).where('size', '>', SIZE),
      ).toEqual([]);
      expect(logger.error).toHaveBeenCalledTimes(1);
    });

    it('is sealed again once it is put right', async () => {
      const before = await sealedBefore();
      await before.stop();
      const [tile] = await knex(SEALING_TABLES.tiles);
      const [{ size }] = await knex(SEALING_TABLES.tree);
      await knex(SEALING_TABLES.tree).update({ size: Number(size) - 1 });
      const { ledger, refusal } = await next();
      await refusal();

      await knex(SEALING_TABLES.tree).update({ size });
      await ledger.sink.append(events(1));
      await ledger.sealed(SIZE + 1);
      expect((await ledger.status.read()).problems).toEqual([]);
      expect((await knex(SEALING_TABLES.tiles))[0]).toEqual(tile);
    });

    it('is not signed by a process that knows of more', async () => {
      const ledger = await sealedBefore();
      const copy = await Promise.all(
        [TABLES.batches, TABLES.ledger, SEALING_TABLES.tree].map(
          async table => [table, await knex(table)] as const,
        ),
      );
      const tiles = await knex(SEALING_TABLES.tiles);
      await ledger.sink.append(events(1));
      await ledger.sealed(SIZE + 1);

      // An old copy of the database is put in its place, while the process runs.
      for (const [table, rows] of copy) {
        await knex(table).delete();
        await knex(table).insert(rows);
      }
      await knex(SEALING_TABLES.tiles).delete();
      await knex(SEALING_TABLES.tiles).insert(tiles);
      await knex(SEALING_TABLES.checkpoints).where('size', '>', SIZE).delete();
      await knex(TABLES.streams).update({ head: knex.raw('head - 1') });
      await ledger.sink.append(events(2));

      const { problems } = await eventually(
        () => ledger.status.read(),
        status => status.problems.length > 0,
      );
      expect(problems[0]).toEqual({
        code: 'altered',
        message: expect.stringMatching(
          /601 events .* were sealed, but it has only 600 sealed events now/,
        ),
      });
    });

    it('is found to be shorter than the checkpoints in a directory', async () => {
      const checkpoints = { checkpoints: { directory } };
      const before = await sealedBefore(checkpoints);
      await before.stop();
      const files = await readdir(directory);
      expect(files).toContainEqual(expect.stringMatching(/^600-/));

      await knex(SEALING_TABLES.tree).update({ size: 0 });
      await knex(TABLES.ledger).update({ next_sequence: 0 });
      for (const table of [
        SEALING_TABLES.checkpoints,
        SEALING_TABLES.tiles,
        TABLES.batches,
        TABLES.events,
        TABLES.streams,
      ]) {
        await knex(table).delete();
      }
      const { refusal } = await next(checkpoints);
      expect(await refusal()).toEqual({
        code: 'altered',
        message: expect.stringMatching(/the end was cut off/),
      });
    });

    it('is found to be another than that of the checkpoints in a directory', async () => {
      const checkpoints = { checkpoints: { directory } };
      const key = newKey();
      const keys = [{ privateKey: key.toPem() }];
      const before = await sealedBefore({ ...checkpoints, keys });
      await before.stop();

      // Somebody who has the key, and not the directory, makes a ledger of their own.
      const { stream, batch, leaves } = await lastBatch();
      const forged = turned(leaves, leaves.length - 1);
      await knex(TABLES.batches)
        .where({ stream, batch })
        .update({ leaves: forged });
      const root = await before.tree.root(SIZE);
      await knex(SEALING_TABLES.checkpoints)
        .where({ size: SIZE })
        .update({
          root,
          note: signCheckpoint({ origin: ORIGIN, size: SIZE, root }, [key]),
        });
      const { refusal } = await next({ ...checkpoints, keys });
      expect((await refusal()).message).toMatch(
        /are not those that this portal signed/,
      );
    });

    describe('keys', () => {
      const privately = (...keys: SigningKey[]) =>
        keys.map(key => ({ privateKey: key.toPem() }));

      it('are changed with overlap', async () => {
        const [old, young] = [newKey(), newKey()];
        const before = await sealedBefore({ keys: privately(old) });
        await before.stop();

        const both = await next({ keys: privately(young, old) });
        await both.ledger.sink.append(events(1));
        const { note } = await both.ledger.sealed(SIZE + 1);
        // Whoever knows one of them, knows it.
        for (const key of [old, young]) {
          expect(note).toContain(
            signCheckpoint(both.ledger.keys.verify(note).checkpoint, [
              key,
            ]).split('\n\n')[1],
          );
        }
        await both.ledger.stop();

        const after = await next({
          keys: [...privately(young), { publicKey: old.verifier }],
        });
        await after.ledger.sink.append(events(1));
        await after.ledger.sealed(SIZE + 2);
        expect(await after.ledger.listKeys()).toEqual([
          { id: young.id, verifier: young.verifier, state: 'signing' },
          { id: old.id, verifier: old.verifier, state: 'retired' },
        ]);
      });

      it('that are lost are believed once they are named', async () => {
        const [lost, young] = [newKey(), newKey()];
        const before = await sealedBefore({ keys: privately(lost) });
        await before.stop();

        const { ledger, refusal } = await next({ keys: privately(young) });
        expect(await refusal()).toMatchObject({ code: 'unsigned' });
        const listed = (await ledger.listKeys()).find(
          ({ state }) => state === 'unknown',
        );
        expect(listed?.verifier).toBe(lost.verifier);
        await ledger.stop();

        const after = await next({
          keys: [...privately(young), { publicKey: listed!.verifier }],
        });
        await after.ledger.sink.append(events(1));
        await after.ledger.sealed(SIZE + 1);
      });

      it('are known when the log has another name', async () => {
        const key = newKey();
        const before = await sealedBefore({ keys: privately(key) });
        await before.stop();
        const { ledger } = await next({
          keys: privately(key),
          origin: 'elsewhere.example.com/log',
        });
        await ledger.sink.append(events(1));
        const { note } = await ledger.sealed(SIZE + 1);
        expect(note).toMatch(/^elsewhere/);
        expect((await ledger.listKeys()).map(({ state }) => state)).toEqual([
          'signing',
          'retired',
        ]);
      });
    });
  },
);
