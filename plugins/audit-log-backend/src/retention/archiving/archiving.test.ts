// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { TABLES } from '../../database/tables';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectCounted,
  expectWhole,
} from './__testUtils__/agingLedger';
import { POLICY } from './__testUtils__/workOf';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('Archiving on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(async () => {
    await closeAgingLedgers();
    await stopTestLedgers();
  });

  /** The months that have partitions of events, of the first two; of references they have the same. */
  const partitions = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const month of ['2025_01', '2025_02']) {
      const events = await knex.schema.hasTable(`${TABLES.events}_${month}`);
      const refs = await knex.schema.hasTable(`${TABLES.refs}_${month}`);
      expect(refs).toBe(events);
      found.push(...(events ? [month] : []));
    }
    return found;
  };
  const onPostgres = (...months: string[]) =>
    databaseId.startsWith('POSTGRES') ? months : [];

  it('moves a month out of the live table once it is a year old, and leaves the others', async () => {
    const aging = await agingLedger(knex, {
      partitions: ['2025-01-15', '2025-02-15'],
    });
    const january = eventsFrom('2025-01-03T10:00:00Z', 700, index => ({
      targets: [{ ref: 'component:default/a' }, { ref: `x:${index % 5}` }],
    }));
    const february = eventsFrom('2025-02-03T10:00:00Z', 40);
    await aging.append(january.slice(0, 400), january.slice(400), february);

    // A year after the last of January is not enough for February.
    expect(await aging.run({ now: '2026-01-31T23:59:59Z' })).toEqual({
      archived: [],
      removed: [],
      returned: [],
      waiting: [],
    });
    const name = 'events/year=2025/month=01/2025-01.default.1.parquet';
    expect(await aging.run({ now: '2026-02-01T00:00:00Z' })).toEqual({
      archived: [{ file: name, events: 700 }],
      removed: [],
      returned: [],
      waiting: [],
    });

    expect((await aging.filedIds())[name]).toEqual(january.map(({ id }) => id));
    expect((await aging.liveIds()).sort()).toEqual(
      february.map(({ id }) => id).sort(),
    );
    await expectWhole(aging);
    expect(await partitions()).toEqual(onPostgres('2025_02'));
    // There is nothing left to do.
    expect(await aging.run({ now: '2026-02-02T00:00:00Z' })).toMatchObject({
      archived: [],
      waiting: [],
    });
  });

  it('puts what came late for a month into a further part', async () => {
    const aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
    await aging.append(eventsFrom('2025-01-03T10:00:00Z', 30));
    await aging.run({ now: '2026-03-01T00:00:00Z' });
    const late = eventsFrom('2025-01-20T10:00:00Z', 3);
    await aging.append(late, eventsFrom('2026-03-01T10:00:00Z', 5));

    const result = await aging.run({ now: '2026-03-02T00:00:00Z' });

    const name = 'events/year=2025/month=01/2025-01.default.2.parquet';
    expect(result.archived).toEqual([{ file: name, events: 3 }]);
    expect((await aging.filedIds())[name]).toEqual(late.map(({ id }) => id));
    await expectWhole(aging);
  });

  it('keeps each class of a month for as long as the policy says', async () => {
    const policy = {
      ...POLICY,
      rules: [
        { name: 'sign-ins', action: ['auth.*'], live: 'P1M' },
        { name: 'long', category: ['Access'], live: 'P5Y' },
      ],
    };
    const aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
    const given = [
      { action: 'auth.sign-in', category: 'Sign-in' },
      { action: 'access.change', category: 'Access' },
      {},
    ];
    const events = eventsFrom(
      '2025-01-03T10:00:00Z',
      300,
      index => given[index % 3],
    );
    const ofClass = (place: number) =>
      events.filter((_, index) => index % 3 === place).map(({ id }) => id);
    await aging.append(events);

    await aging.run({ now: '2025-03-01T00:00:00Z', policy });
    expect(Object.values(await aging.filedIds())).toEqual([ofClass(0)]);
    await expectWhole(aging);
    await aging.run({ now: '2026-03-01T00:00:00Z', policy, mayRemove: false });
    expect(await aging.filedIds()).toEqual({
      'events/year=2025/month=01/2025-01.default.1.parquet': ofClass(2),
      'events/year=2025/month=01/2025-01.sign-ins.1.parquet': ofClass(0),
    });
    await expectWhole(aging);
    expect((await aging.liveIds()).sort()).toEqual(ofClass(1).sort());
    expect(await partitions()).toEqual(onPostgres('2025_01'));
    await aging.run({ now: '2030-02-01T00:00:00Z', policy, mayRemove: false });
    expect(await aging.liveIds()).toEqual([]);
    await expectWhole(aging);
    expect(await partitions()).toEqual([]);
  });

  it('removes what was archived for as long as the policy says, and leaves a signed statement', async () => {
    const aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
    await aging.append(eventsFrom('2025-01-03T10:00:00Z', 30));
    await aging.run({ now: '2026-02-01T00:00:00Z' });
    const name = 'events/year=2025/month=01/2025-01.default.1.parquet';

    const held = await aging.run({
      now: '2027-02-01T00:00:00Z',
      heldBy: async file => (file.name === name ? ['a case'] : []),
    });
    expect(held.removed).toEqual([]);
    expect(held.waiting).toEqual([
      {
        file: '2025-01, default',
        message: expect.stringContaining('a case'),
      },
    ]);
    const doubted = await aging.run({
      now: '2027-02-01T00:00:00Z',
      mayRemove: false,
    });
    expect(doubted.removed).toEqual([]);
    expect(await aging.states()).toEqual({ [name]: 'archived' });

    const result = await aging.run({ now: '2027-02-01T00:00:00Z' });
    expect(result.removed).toEqual([{ file: name, events: 30 }]);
    expect(await aging.states()).toEqual({ [name]: 'removed' });
    const left: string[] = [];
    for await (const file of aging.store.list('')) {
      left.push(file);
    }
    expect(left).toEqual(['removals/2025-01.default.1.json']);
  });

  it('removes without a file what the policy keeps no archive of', async () => {
    const aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
    const policy = { ...POLICY, archive: 'P0D' };
    await aging.append(eventsFrom('2025-01-03T10:00:00Z', 600));

    const result = await aging.run({ now: '2026-02-01T00:00:00Z', policy });

    expect(result.removed).toEqual([
      {
        file: 'events/year=2025/month=01/2025-01.default.1.parquet',
        events: 600,
      },
    ]);
    expect(await aging.liveIds()).toEqual([]);
    await expectCounted(knex);
  });

  it('restores a file, and takes it back when its time is over', async () => {
    const aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
    await aging.append(
      eventsFrom('2025-01-03T10:00:00Z', 700, index => ({
        targets: [{ ref: 'component:default/a' }, { ref: `x:${index % 5}` }],
      })),
    );
    const before = await knex(TABLES.events).orderBy('id').select();
    await aging.run({ now: '2026-02-01T00:00:00Z' });
    const [id] = await knex('audit_archive_files').pluck('id');

    const restored = await aging.work.restore(id, {
      until: Date.parse('2026-02-10T00:00:00Z'),
      restoredBy: 'user:default/jane',
      signal: new AbortController().signal,
      progress: () => {},
    });

    expect(restored).toMatchObject({ restoredBy: 'user:default/jane' });
    const after = await knex(TABLES.events).orderBy('id').select();
    const plain = (rows: typeof before) =>
      rows.map(({ row_id, details, ...row }) => ({
        ...row,
        details: JSON.parse(details),
      }));
    expect(plain(after)).toEqual(plain(before));
    await expectCounted(knex);
    expect(await partitions()).toEqual(onPostgres('2025_01'));
    expect(await aging.run({ now: '2026-02-09T00:00:00Z' })).toMatchObject({
      returned: [],
      archived: [],
    });
    expect(await aging.run({ now: '2026-02-10T00:00:00Z' })).toMatchObject({
      returned: [{ events: 700 }],
      archived: [],
    });
    await expectWhole(aging);
  });
});
