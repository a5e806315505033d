// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from './canonicalJson';

interface Fixture {
  cases: { name: string; input: string; hex: string }[];
  numbers: string[];
}

const fixture: Fixture = JSON.parse(
  readFileSync(join(__dirname, '__fixtures__/cyberphone.json'), 'utf8'),
);

it.each(fixture.cases)('is as the test data has $name', ({ input, hex }) => {
  const text = canonicalJson(JSON.parse(input));
  expect(Buffer.from(text).toString('hex')).toBe(hex);
});

it('is as RFC 8785 has it, section 3.2', () => {
  const given =
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}';
  expect(canonicalJson(JSON.parse(given))).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

/** The numbers of which cyberphone/json-canonicalization tells the hash, see its testdata/README.md. */
function* numbers(): Generator<bigint> {
  const bits = new DataView(new ArrayBuffer(8));
  yield* fixture.numbers.map(hex => BigInt(`0x${hex}`));
  for (let serial = 0n; serial < 2000n; serial++) {
    yield 0x0010000000000000n + serial;
  }
  let block = Buffer.alloc(32);
  for (;;) {
    block = createHash('sha256').update(block).digest();
    for (let at = 0; at < 32; at += 8) {
      bits.setBigUint64(0, block.readBigUInt64LE(at));
      if (Number.isFinite(bits.getFloat64(0)) && bits.getFloat64(0) !== 0) {
        yield bits.getBigUint64(0);
      }
    }
  }
}

it.each([
  [1000, 'be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687'],
  [10000, 'b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892'],
])('writes %i numbers as ECMAScript does', (count, expected) => {
  const hash = createHash('sha256');
  const bits = new DataView(new ArrayBuffer(8));
  let written = 0;
  for (const number of numbers()) {
    bits.setBigUint64(0, number);
    hash.update(
      `${number.toString(16)},${canonicalJson(bits.getFloat64(0))}\n`,
    );
    if (++written === count) {
      break;
    }
  }
  expect(hash.digest('hex')).toBe(expected);
});

it.each([
  [
    'keys that objects put first',
    '{"b":1,"10":2,"9":3,"a":4}',
    '{"10":2,"9":3,"a":4,"b":1}',
  ],
  [
    'such keys within others',
    '{"b":[{"x":1,"2":0}],"a":1}',
    '{"a":1,"b":[{"2":0,"x":1}]}',
  ],
  [
    'the name of the prototype',
    '{"b":1,"__proto__":{"c":1},"a":2}',
    '{"__proto__":{"c":1},"a":2,"b":1}',
  ],
  [
    'the same where keys are in order',
    '{"__proto__":{"d":1,"c":1}}',
    '{"__proto__":{"c":1,"d":1}}',
  ],
  [
    'order behind what was copied',
    '{"a":{"z":1,"y":2},"b":3}',
    '{"a":{"y":2,"z":1},"b":3}',
  ],
  ['the empty key', '{"b":1,"":2}', '{"":2,"b":1}'],
  ['nothing', '[{},[],"",null]', '[{},[],"",null]'],
  [
    'what is no surrogate',
    '["\\\\ud800 and \\\\\\\\ud800"]',
    '["\\\\ud800 and \\\\\\\\ud800"]',
  ],
])('knows %s', (_, given, expected) => {
  expect(canonicalJson(JSON.parse(given))).toBe(expected);
});

it('leaves out what is undefined', () => {
  expect(canonicalJson({ b: undefined, a: { c: undefined } })).toBe('{"a":{}}');
});

it('does not change what it is given', () => {
  const given = { b: [{ d: 1, c: 2 }], a: 1 };
  canonicalJson(given);
  expect(JSON.stringify(given)).toBe('{"b":[{"d":1,"c":2}],"a":1}');
});

it.each([
  ['half of a surrogate pair', ['\ud800']],
  ['half of one in a key', { '\udc00': 1 }],
  [
    'half of one where keys are written by hand',
    { b: '\ud800', '1': 1, '0x': 2 },
  ],
  ['NaN', { a: NaN }],
  ['infinity', [Infinity]],
  ['undefined in an array', [undefined]],
  ['a hole in an array', new Array(1)],
  ['undefined', undefined],
  ['a function', { a: () => 1 }],
  ['a bigint', { a: 1n }],
  ['a date', { a: new Date(0) }],
])('refuses %s', (_, given) => {
  expect(() => canonicalJson(given)).toThrow(TypeError);
});

it('is the same whatever the order of the keys', () => {
  // Every order of four keys, of which some come first in an object and some are copied.
  const keys = ['b', '2', '10', '__proto__'];
  const orders = keys.flatMap(first =>
    keys.flatMap(second =>
      keys.flatMap(third => keys.map(fourth => [first, second, third, fourth])),
    ),
  );
  const texts = orders
    .filter(order => new Set(order).size === keys.length)
    .map(order => `{${order.map(key => `"${key}":{"z":1,"y":2}`).join()}}`);
  expect(texts).toHaveLength(24);
  expect(new Set(texts.map(text => canonicalJson(JSON.parse(text))))).toEqual(
    new Set([
      '{"10":{"y":2,"z":1},"2":{"y":2,"z":1},"__proto__":{"y":2,"z":1},"b":{"y":2,"z":1}}',
    ]),
  );
});
