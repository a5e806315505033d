// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import { signCheckpoint } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { eventually } from '../__testUtils__/eventually';
import { dialectOf } from '../database/dialect';
import { SEALING_TABLES } from '../database/sealingTables';
import { TABLES } from '../database/tables';
import {
  events,
  nextProcess,
  sealedBefore,
  SIZE,
} from './__testUtils__/sealedBefore';
import {
  newKey,
  ORIGIN,
  stopSealedLedgers,
} from './__testUtils__/sealedLedger';
import { sealNext } from './sealNext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

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
      const before = await sealedBefore(knex);
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
      const before = await sealedBefore(knex);
      await before.stop();
      await knex(SEALING_TABLES.tiles).delete();

      const { ledger, refusal, logger } = await nextProcess(knex);
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
      const before = await sealedBefore(knex);
      await before.stop();
      const [tile] = await knex(SEALING_TABLES.tiles);
      const [{ size }] = await knex(SEALING_TABLES.tree);
      await knex(SEALING_TABLES.tree).update({ size: Number(size) - 1 });
      const { ledger, refusal } = await nextProcess(knex);
      await refusal();

      await knex(SEALING_TABLES.tree).update({ size });
      await ledger.sink.append(events(1));
      await ledger.sealed(SIZE + 1);
      expect((await ledger.status.read()).problems).toEqual([]);
      expect((await knex(SEALING_TABLES.tiles))[0]).toEqual(tile);
    });

    it('is not signed by a process that knows of more', async () => {
      const ledger = await sealedBefore(knex);
      const copy = await Promise.all(
        [TABLES.batches, TABLES.ledger, SEALING_TABLES.tree].map(
          async table => [table, await knex(table)] as const,
        ),
      );
      const tiles = await knex(SEALING_TABLES.tiles);
      await ledger.sink.append(events(1));
      await ledger.sealed(SIZE + 1);

      // An old copy of the database is put in its place at once, while the process runs.
      await knex.transaction(async transaction => {
        for (const [table, rows] of copy) {
          await transaction(table).delete();
          await transaction(table).insert(rows);
        }
        await transaction(SEALING_TABLES.tiles).delete();
        await transaction(SEALING_TABLES.tiles).insert(tiles);
        await transaction(SEALING_TABLES.checkpoints)
          .where('size', '>', SIZE)
          .delete();
        await transaction(TABLES.streams).update({
          head: knex.raw('head - 1'),
        });
      });
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
      const before = await sealedBefore(knex, checkpoints);
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
      const { refusal } = await nextProcess(knex, checkpoints);
      expect(await refusal()).toEqual({
        code: 'altered',
        message: expect.stringMatching(/the end was cut off/),
      });
    });

    it('is found to be another than that of the checkpoints in a directory', async () => {
      const checkpoints = { checkpoints: { directory } };
      const key = newKey();
      const keys = [{ privateKey: key.toPem() }];
      const before = await sealedBefore(knex, { ...checkpoints, keys });
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
      const { refusal } = await nextProcess(knex, { ...checkpoints, keys });
      expect((await refusal()).message).toMatch(
        /are not those that this portal signed/,
      );
    });
  },
);
