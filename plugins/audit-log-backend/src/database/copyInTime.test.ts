// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { copyInTime, withLiterals } from './copyInTime';
import { errorCode } from './errorCode';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('copyInTime', () => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
  });

  /** Of the first field of each row, which is a text. */
  async function texts(
    sql: string,
    bindings: readonly unknown[] = [],
    milliseconds = 60_000,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    await copyInTime(knex, sql, bindings, milliseconds, (bytes, begin, end) => {
      const at = bytes[begin] === 0x50 ? begin + 19 : begin;
      if (bytes.readInt16BE(at) > 0) {
        found.push(bytes.toString('utf8', at + 6, end));
      }
    });
    return found;
  }

  it('hands on every row, in order, however large', async () => {
    const sql = `SELECT repeat('x', n * n % 90000) || n FROM generate_series(1, 3000) n ORDER BY n`;
    const expected = Array.from(
      { length: 3000 },
      (_, index) => 'x'.repeat((index + 1) ** 2 % 90_000) + (index + 1),
    );
    expect(await texts(sql)).toEqual(expected);
    expect(await texts(`${sql} LIMIT 0`)).toEqual([]);
  });

  it.each([
    "'",
    "''; DROP TABLE audit_events; --",
    '\\',
    "\\'",
    '$1',
    '?',
    '$$',
    '"\n\t\u2028',
    '',
    '‏שלום 😀',
  ])('asks for %j as it is', async text => {
    const sql = `SELECT ?::text || '|' || coalesce(?, 'null') || '|' || ?::int WHERE ?::timestamptz = ?`;
    const time = new Date(5);
    expect(
      await texts(sql, [text, null, 7, time, '1970-01-01T00:00:00.005Z']),
    ).toEqual([`${text}|null|7`]);
  });

  it('refuses a text that would end the statement', async () => {
    expect(() => withLiterals('SELECT ?', ['a\0b'])).toThrow(TypeError);
    await expect(texts('SELECT ?', ['a\0b'])).rejects.toThrow(/NUL/);
    expect(await texts(`SELECT 'still there'`)).toEqual(['still there']);
  });

  it.each([[[]], [['a', 'b']]])(
    'takes no statement that has not a place for each value',
    bindings => {
      expect(() => withLiterals('SELECT ?', bindings)).toThrow(TypeError);
    },
  );

  it('stops a statement that takes too long, and lets others have the connection', async () => {
    const failed = texts(
      `SELECT n::text FROM generate_series(1, 100000) n, LATERAL (SELECT pg_sleep(n / 50000.0)) s`,
      [],
      200,
    );
    const error: unknown = await failed.then(
      () => undefined,
      it => it,
    );
    expect(errorCode(error)).toBe('57014');
    await expect(knex.raw('SELECT 1 AS one')).resolves.toMatchObject({
      rows: [{ one: 1 }],
    });
  });

  it('writes nothing', async () => {
    await knex.raw('CREATE SEQUENCE numbers');
    await expect(texts(`SELECT nextval('numbers')::text`)).rejects.toThrow(
      /read-only/,
    );
  });

  it('fails with what fails in whoever takes a row, and not the process', async () => {
    const taking = copyInTime(
      knex,
      `SELECT n FROM generate_series(1, 100000) n`,
      [],
      10_000,
      () => {
        throw new Error('no room');
      },
    );
    await expect(taking).rejects.toThrow('no room');
    expect(await texts(`SELECT 'still there'`)).toEqual(['still there']);
  });

  it('fails when its connection is cut in the middle', async () => {
    const acquiring = jest.spyOn(knex.client, 'acquireConnection');
    let rows = 0;
    const taking = copyInTime(
      knex,
      `SELECT repeat('x', 1000) FROM generate_series(1, 1000000)`,
      [],
      30_000,
      async () => {
        rows += 1;
        const connection = await acquiring.mock.results[0].value;
        connection.connection.stream.destroy();
      },
    );
    await expect(taking).rejects.toThrow(/terminated/);
    acquiring.mockRestore();
    expect(rows).toBeLessThan(1_000_000);
    expect(await texts(`SELECT 'still there'`)).toEqual(['still there']);
  });
});
