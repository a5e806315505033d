// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { boundJson } from './boundJson';
import { DEFAULT_LIMITS } from './Limits';

const bound = (value: unknown, limits = {}) =>
  boundJson(value, { ...DEFAULT_LIMITS, ...limits });

describe('boundJson', () => {
  it('keeps JSON as it is, and shares nothing with it', () => {
    const value = {
      text: 'Ünïcödé 👍',
      numbers: [1, -2.5, 0],
      nothing: null,
      yes: true,
      nested: [{ deep: { er: [] } }],
    };
    const { value: copy, truncated } = bound(value);
    expect(copy).toEqual(JSON.parse(JSON.stringify(value)));
    expect(truncated).toEqual([]);
    expect((copy as typeof value).nested[0]).not.toBe(value.nested[0]);
  });

  it('takes what JSON.stringify takes for JSON', () => {
    const value = {
      at: new Date(0),
      url: new URL('https://host/'),
      own: { toJSON: () => ({ a: 1 }) },
      gone: undefined,
      list: [undefined],
    };
    expect(bound(value).value).toEqual(JSON.parse(JSON.stringify(value)));
    expect(bound(value).truncated).toEqual([]);
  });

  it.each<[string, unknown, unknown]>([
    ['a BigInt', 2n ** 64n, '18446744073709551616'],
    [
      'a huge BigInt',
      10n ** 200n,
      '[truncated: integer of more than 100 digits]',
    ],
    ['NaN', NaN, '[NaN]'],
    ['infinity', -Infinity, '[-Infinity]'],
    ['a function', () => 1, '[function]'],
    ['a symbol', Symbol('sign'), '[sign]'],
    ['a Buffer', Buffer.alloc(2_048), '[binary: 2,048 bytes]'],
    ['a typed array', new Float64Array(4), '[binary: 32 bytes]'],
    ['toJSON that throws', { toJSON: () => fail() }, '[unreadable]'],
    ['a proxy that throws', new Proxy({}, { ownKeys: fail }), '[unreadable]'],
  ])('keeps what it can of %s, and marks it', (_, value, kept) => {
    expect(bound({ a: [value] })).toMatchObject({
      value: { a: [kept] },
      truncated: ['/a/0'],
    });
  });

  it('keeps maps, sets, errors and fields with strange names', () => {
    const value = Object.fromEntries([
      [
        'map',
        new Map<unknown, unknown>([
          ['k', 1],
          [{}, 2],
        ]),
      ],
      ['set', new Set([1, 2])],
      ['error', new TypeError('Wrong')],
      ['__proto__', { polluted: true }],
    ]);
    const copy = bound(value).value as Record<string, unknown>;
    expect(Object.entries(copy)).toEqual([
      ['map', { k: 1, '[object]': 2 }],
      ['set', [1, 2]],
      ['error', { name: 'TypeError', message: 'Wrong' }],
      ['__proto__', { polluted: true }],
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('marks circles, but not what is there twice', () => {
    const twice = { a: 1 };
    const circle: Record<string, unknown> = { one: twice, two: twice };
    circle['self/~'] = circle;
    expect(bound(circle)).toMatchObject({
      value: { one: { a: 1 }, two: { a: 1 }, 'self/~': '[circular]' },
      truncated: ['/self~1~0'],
    });
  });

  it('marks getters that throw, and reads the others', () => {
    const value = Object.defineProperty({ fine: 1 }, 'bad', {
      enumerable: true,
      get: fail,
    });
    expect(bound(value)).toMatchObject({
      value: { fine: 1, bad: '[unreadable]' },
      truncated: ['/bad'],
    });
  });

  it('cuts long texts between words, never in the middle of a character', () => {
    const text = `${'word '.repeat(100)}`;
    const cut = bound(text, { textLength: 100 }).value as string;
    expect(cut).toMatch(/^(word )+word \[truncated: 500 characters\]$/);
    expect(cut.length).toBeLessThanOrEqual(100);
    const emoji = bound('👍'.repeat(200), { textLength: 101 }).value as string;
    expect(emoji).toMatch(/^👍+ \[truncated: 400 characters\]$/u);
  });

  it('cuts deep, wide and large values', () => {
    expect(bound({ a: { b: { c: 1 } } }, { depth: 2 }).value).toEqual({
      a: { b: '[truncated: deeper than 2 levels]' },
    });
    expect(bound([1, 2, 3, 4], { entries: 3 }).value).toEqual([
      1,
      2,
      '[truncated: 2 more items]',
    ]);
    expect(bound({ a: 1, b: 2, c: 3 }, { entries: 2 })).toMatchObject({
      value: { a: 1, '[truncated]': '2 more fields' },
      truncated: ['/[truncated]'],
    });
    const large = bound(Array(400).fill('x'.repeat(1_000)));
    expect(JSON.stringify(large.value).length).toBeLessThan(70_000);
  });

  it.each<[string, unknown, object]>([
    ['long texts', { text: 'ab '.repeat(5_000) }, {}],
    [
      'wide values',
      Object.fromEntries(
        Array.from({ length: 2_000 }, (_, n) => [`k${n}`, [n]]),
      ),
      {},
    ],
    ['deep values', { a: { b: { c: { d: 1 } } } }, { depth: 3 }],
    [
      'large values',
      Array.from({ length: 400 }, (_, n) => ({ n, text: 'x'.repeat(1_000) })),
      {},
    ],
  ])(
    'leaves alone what it has cut before, with a quarter more room: %s',
    (_, value, limits) => {
      const first = bound(value, limits);
      expect(first.truncated).not.toHaveLength(0);
      const second = bound(first.value, {
        ...limits,
        metaSize: DEFAULT_LIMITS.metaSize * 1.25,
      });
      expect(second.value).toEqual(first.value);
      expect(second.truncated).toEqual([]);
    },
  );

  it('costs what is kept, not what is given', () => {
    const huge = Array.from({ length: 500 }, () =>
      Array(1_000).fill('x'.repeat(1_000)),
    );
    const started = performance.now();
    expect(bound(huge).size).toBeLessThan(80_000);
    // All of it, half a billion characters, takes JSON.stringify seconds.
    expect(performance.now() - started).toBeLessThan(200);
  });
});

function fail(): never {
  throw new Error('Not today');
}
