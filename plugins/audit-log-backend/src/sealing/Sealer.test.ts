// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import {
  hashLeaf,
  TreeRange,
  verifyConsistency,
  verifyInclusion,
} from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { watchStandstill } from '../__testUtils__/watchStandstill';
import { dialectOf } from '../database/dialect';
import { SEALING_TABLES, type CheckpointRow } from '../database/sealingTables';
import { TABLES, type BatchRow, type StoredTime } from '../database/tables';
import { sealedLedger, stopSealedLedgers } from './__testUtils__/sealedLedger';
import { recomputedRoot } from './__testUtils__/storedTree';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const events = (count: number) =>
  Array.from({ length: count }, () => auditEvent());

describe.each(databases.eachSupportedId())('Sealing on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopSealedLedgers);

  it('makes the tree of the events as they are stored, over many turns', async () => {
    const ledger = await sealedLedger(knex);
    let size = 0;
    for (const count of [1, 254, 1, 1, 600, 3]) {
      await ledger.sink.append(events(count));
      size += count;
      const checkpoint = await ledger.sealed(size);
      const root = await recomputedRoot(knex);
      expect(checkpoint.root).toBe(root.toString('base64'));
      expect(ledger.keys.verify(checkpoint.note)).toMatchObject({
        checkpoint: { size, time: checkpoint.sealedAt },
        signedBy: [expect.anything()],
      });
    }
  });

  it('proves every event, and that each checkpoint goes on from the ones before', async () => {
    const ledger = await sealedLedger(knex);
    const sizes: number[] = [];
    for (const count of [5, 300, 256]) {
      await ledger.sink.append(events(count));
      sizes.push((sizes.at(-1) ?? 0) + count);
      await ledger.sealed(sizes.at(-1)!);
    }
    const batches = await knex(TABLES.batches).orderBy('first_sequence');
    const leaves = Buffer.concat(batches.map(batch => batch.leaves));
    const rootOf = async (size: number) =>
      Buffer.from((await ledger.checkpoints.ofSize(size))!.root, 'base64');
    const size = sizes.at(-1)!;
    for (const index of [0, 4, 5, 255, 256, 304, 305, 511, 512, size - 1]) {
      expect(
        verifyInclusion({
          index,
          size,
          leaf: leaves.subarray(index * 32, index * 32 + 32),
          proof: await ledger.tree.inclusion(index, size),
          root: await rootOf(size),
        }),
      ).toBe(true);
    }
    for (const from of sizes) {
      for (const to of sizes.filter(larger => larger >= from)) {
        expect(
          verifyConsistency({
            from,
            to,
            fromRoot: await rootOf(from),
            toRoot: await rootOf(to),
            proof: await ledger.tree.consistency(from, to),
          }),
        ).toBe(true);
      }
    }
  });

  it('goes on with any number of processes at once', async () => {
    const ledgers = await Promise.all(
      Array.from({ length: 4 }, () => sealedLedger(knex)),
    );
    await Promise.all(
      ledgers.map(async ledger => {
        for (let round = 0; round < 15; round++) {
          await ledger.sink.append(events(1 + (round % 40)));
        }
      }),
    );
    const size = 4 * 120;
    const { root } = await ledgers[0].sealed(size);
    expect(root).toBe((await recomputedRoot(knex)).toString('base64'));
    const checkpoints = await knex(SEALING_TABLES.checkpoints).orderBy('size');
    for (const checkpoint of checkpoints) {
      const tree = await ledgers[0].tree.root(Number(checkpoint.size));
      expect(tree).toEqual(checkpoint.root);
    }
  });

  it('seals what was recorded before, whether by an older version or while it was switched off', async () => {
    const before = await sealedLedger(knex, { sealing: { enabled: false } });
    await before.sink.append(events(300));
    expect(before.ofLedger).toBeUndefined();
    expect(await before.status.read()).toMatchObject({
      isSealing: false,
      problems: [],
    });
    await before.stop();

    const ledger = await sealedLedger(knex);
    await ledger.sealed(300);
    const older = await sealedLedger(knex, { sealing: { enabled: false } });
    await older.sink.append(events(2));
    await ledger.sink.append(events(2));
    await older.sink.append(events(3));

    const { root } = await ledger.sealed(307);
    expect(root).toBe((await recomputedRoot(knex)).toString('base64'));
  });

  it('waits for a database that is away, and seals all when it is back', async () => {
    const logger = mockServices.logger.mock();
    const ledger = await sealedLedger(knex, { logger });
    await ledger.sink.append(events(3));
    await ledger.sealed(3);
    await knex.schema.renameTable(SEALING_TABLES.tiles, 'away');
    await knex.schema.renameTable(SEALING_TABLES.checkpoints, 'gone');
    await ledger.sink.append(events(300));
    await eventually(
      async () => logger.warn.mock.calls.map(([message]) => message),
      messages => messages.some(message => /not sealed for now/.test(message)),
    );
    await knex.schema.renameTable('gone', SEALING_TABLES.checkpoints);
    await knex.schema.renameTable('away', SEALING_TABLES.tiles);

    await ledger.sealed(303);
    expect(logger.error).not.toHaveBeenCalled();
    expect(
      logger.warn.mock.calls.filter(([message]) => /for now/.test(message)),
    ).toHaveLength(1);
  });

  it('seals within a second of the commit, with no more than a few checkpoints in it', async () => {
    const standstill = watchStandstill();
    const ledger = await sealedLedger(knex);
    for (let count = 0; count < 30; count++) {
      await ledger.sink.append(events(5));
    }
    await ledger.sealed(150);
    const dialect = dialectOf(knex);
    const time = (value: StoredTime) => dialect.readTime(value);
    const batches: BatchRow[] = await knex(TABLES.batches);
    const checkpoints: CheckpointRow[] = await knex(
      SEALING_TABLES.checkpoints,
    ).orderBy('size');
    const waited = batches.map(batch => {
      const end = Number(batch.first_sequence) + batch.event_count;
      const sealed = checkpoints.find(({ size }) => Number(size) >= end)!;
      return time(sealed.sealed_at) - time(batch.committed_at);
    });
    expect(Math.max(...waited)).toBeLessThan(1000 + standstill());
    const seconds =
      (time(checkpoints.at(-1)!.sealed_at) - time(checkpoints[0].sealed_at)) /
      1000;
    expect(checkpoints.length).toBeLessThan(2 + 3 * seconds);
  });

  it('keeps one checkpoint an hour of what is older than a day', async () => {
    const ledger = await sealedLedger(knex);
    await ledger.sink.append(events(1));
    const { note, root } = await ledger.sealed(1);
    const HOUR = 60 * 60_000;
    const now = Date.parse('2026-05-05T12:30:00Z');
    const ages = [0.5, 23, 23.9, 24.6, 24.7, 25.4, 26, 26.1, 48, 48.2, 48.45];
    await knex(SEALING_TABLES.checkpoints).delete();
    for (const [index, age] of ages.entries()) {
      await ledger.checkpoints.add({
        size: 1000 - index,
        root,
        note,
        sealedAt: new Date(now - age * HOUR).toISOString(),
      });
    }
    await ledger.checkpoints.thin(now);
    const left = await knex(SEALING_TABLES.checkpoints).orderBy('size', 'desc');
    expect(left.map(({ size }) => ages[1000 - Number(size)])).toEqual([
      0.5, 23, 23.9, 24.6, 26, 48,
    ]);
  });

  it('has tiles of tiles, when there are as many events as that takes', async () => {
    const ledger = await sealedLedger(knex);
    const COUNT = 1000;
    const BATCHES = 140;
    const size = COUNT * BATCHES;
    const leaves = Array.from({ length: size }, (_, index) =>
      hashLeaf(String(index)),
    );
    await knex.batchInsert(
      TABLES.batches,
      Array.from({ length: BATCHES }, (_, batch) => ({
        stream: 9,
        batch,
        event_count: COUNT,
        first_sequence: batch * COUNT,
        committed_at: dialectOf(knex).writeTime(0),
        first_recorded_at: dialectOf(knex).writeTime(0),
        last_recorded_at: dialectOf(knex).writeTime(0),
        leaves: Buffer.concat(leaves.slice(batch * COUNT, (batch + 1) * COUNT)),
      })),
      50,
    );
    await knex(TABLES.ledger).update({ next_sequence: size });
    const { root } = await ledger.sealed(size);

    const expected = TreeRange.empty();
    const sizes = [1, 255, 65_535, 65_536, 65_537, 131_071];
    const roots: Buffer[] = [];
    for (const leaf of leaves) {
      if (sizes.includes(expected.size)) {
        roots.push(expected.root());
      }
      expected.append(leaf);
    }
    expect(await Promise.all(sizes.map(at => ledger.tree.root(at)))).toEqual(
      roots,
    );
    expect(root).toBe(expected.root().toString('base64'));
    expect(
      await knex(SEALING_TABLES.tiles).where({ level: 2 }).pluck('hashes'),
    ).toHaveLength(1);
    for (const index of [0, 65_535, 65_536, 131_072, size - 1]) {
      expect(
        verifyInclusion({
          index,
          size,
          leaf: leaves[index],
          proof: await ledger.tree.inclusion(index, size),
          root: expected.root(),
        }),
      ).toBe(true);
    }
  });
});
