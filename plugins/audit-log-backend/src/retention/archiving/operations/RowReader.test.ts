// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { dialectOf } from '../../../database/dialect';
import { RowReader } from './RowReader';

interface Row {
  readonly id: number;
  readonly text: string | null;
}

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('RowReader on %s', engine => {
  let knex: Knex;
  let reader: RowReader;

  beforeEach(async () => {
    knex = await databases.init(engine);
    reader = RowReader.create(knex, dialectOf(knex));
    await knex.schema.createTable('lines', table => {
      table.integer('id').primary();
      table.text('text').nullable();
    });
  });

  const insert = (texts: readonly (string | null)[]) =>
    knex.batchInsert(
      'lines',
      texts.map((text, id) => ({ id, text })),
      100,
    );

  const read = async (from = 0): Promise<Row[]> => {
    const batches = await reader.select<Row>(
      knex('lines').where('id', '>=', from).orderBy('id').select('id', 'text'),
    );
    return [...batches].flat();
  };

  it('gives whatever texts there are as they are', async () => {
    const texts = [
      '',
      null,
      'two\nlines\r\nand\ttabs',
      '\\. \\N \\n "quoted" \'once\'',
      '\u0001\u0002\u001e\u007f',
      '\\.',
      'Grüße, 世界 🦆 \u2028',
      '{"json": "\\u0001\\\\"}',
    ];
    await insert(texts);
    expect(await read()).toEqual(texts.map((text, id) => ({ id, text })));
  });

  it('gives no rows where there are none', async () => {
    expect(await read()).toEqual([]);
  });

  it('gives a few at a time, in their order, however much text there is', async () => {
    const texts = Array.from({ length: 600 }, (_, index) =>
      `${index} ü `.repeat(2_000),
    );
    await insert(texts);
    const batches = [
      ...(await reader.select<Row>(knex('lines').orderBy('id').select('*'))),
    ];
    expect(batches.flat().map(({ text }) => text)).toEqual(texts);
    expect(Math.max(...batches.map(batch => batch.length))).toBeLessThan(100);
    // The memory is used again.
    expect((await read(590)).map(({ id }) => id)).toEqual([
      590, 591, 592, 593, 594, 595, 596, 597, 598, 599,
    ]);
  });

  it('lets others be read while some are not taken yet', async () => {
    await insert(Array.from({ length: 100 }, (_, index) => `${index}`));
    const all = (from: number) =>
      reader.select<Row>(knex('lines').where('id', '>=', from).orderBy('id'));
    const [one, other] = await Promise.all([all(0), all(50)]);
    expect([...other].flat()).toHaveLength(50);
    const third = await all(90);
    expect([...one].flat().map(({ id }) => id)).toEqual(
      Array.from({ length: 100 }, (_, index) => index),
    );
    expect([...third].flat().map(({ text }) => text)).toContain('99');
  });

  it('rejects with what is wrong, and goes on', async () => {
    await insert(['one']);
    for (let time = 0; time < 20; time++) {
      await expect(
        reader.select(knex('lines').select('missing')),
      ).rejects.toThrow(/missing/);
    }
    expect(await read()).toEqual([{ id: 0, text: 'one' }]);
  });
});
