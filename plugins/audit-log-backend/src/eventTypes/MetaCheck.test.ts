// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import { checkMetas } from './checkMetas';
import { MetaCheck } from './MetaCheck';

const REPORT: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://quality.example/report',
  type: 'object',
  properties: {
    size: { type: 'integer' },
    tags: { type: 'array', items: { $ref: '#/$defs/tag' } },
    address: { type: 'string', format: 'no-such-format' },
    'a/b~c': { type: 'null' },
    owner: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
  required: ['size'],
  additionalProperties: false,
  'x-words': 'for people',
  $defs: { tag: { enum: ['a', 'b'] } },
};

/** Matched in as many ways as there are to divide the letters. */
const CATASTROPHIC: JsonObject = {
  properties: { name: { type: 'string', pattern: '^(a+)+$' } },
};
const HOSTILE_NAME = { name: `${'a'.repeat(40)}!` };

describe('MetaCheck', () => {
  it.each<[string, object, object | undefined]>([
    ['as declared', { size: 1, tags: ['a'], address: 'x' }, undefined],
    [
      'of another type',
      { size: '1' },
      { pointer: '/size', message: 'must be integer' },
    ],
    [
      'without a field',
      {},
      { pointer: '', message: "must have required property 'size'" },
    ],
    [
      'with one more',
      { size: 1, 'x/y~': 'secret' },
      { pointer: '/x~1y~0', message: 'must NOT have additional properties' },
    ],
    [
      'with another value deeper down',
      { size: 1, tags: ['a', 'secret'] },
      {
        pointer: '/tags/1',
        message: 'must be equal to one of the allowed values',
      },
    ],
    [
      'with none of several alternatives',
      { size: 1, owner: 5 },
      { pointer: '/owner', message: 'must match a schema in anyOf' },
    ],
    [
      'with a name that has to be escaped',
      { size: 1, 'a/b~c': 5 },
      { pointer: '/a~1b~0c', message: 'must be null' },
    ],
  ])('says of a meta %s what is wrong with it', (_, meta, mismatch) => {
    expect(new MetaCheck(REPORT).run(meta)).toEqual(mismatch);
  });

  it('lets schemas have the same id', () => {
    const other = { ...REPORT, required: [] };
    expect(new MetaCheck(REPORT).run({})).toBeDefined();
    expect(new MetaCheck(other).run({})).toBeUndefined();
    expect(new MetaCheck(REPORT).run({ size: 1 })).toBeUndefined();
  });

  it.each<[string, JsonObject, RegExp]>([
    ['refers elsewhere', { $ref: 'https://elsewhere.example/s' }, /resolve/],
    ['is wrong itself', { type: 'number of pages' }, /type/],
    [
      'is of another draft',
      { $schema: 'http://json-schema.org/draft-07/schema#' },
      /draft-07/,
    ],
    [
      'has a broken pattern',
      { properties: { a: { pattern: '(' } } },
      /regular expression/i,
    ],
    ['is asynchronous', { $async: true }, /asynchronous/],
  ])(
    'says so when the schema %s, and finds nothing by it',
    (_, schema, why) => {
      const check = new MetaCheck(schema);
      expect(check.problem?.message).toMatch(why);
      expect(check.run({ a: 5 })).toBeUndefined();
    },
  );

  it('survives a schema that refers to itself', () => {
    const check = new MetaCheck({
      properties: { inner: { $ref: '#' } },
      additionalProperties: false,
    });
    expect(check.run({ inner: { inner: { x: 1 } } })).toMatchObject({
      pointer: '/inner/inner/x',
    });
  });
});

describe('checkMetas', () => {
  it('stops a check that does not end, and goes on with the others', () => {
    const paused: MetaCheck[] = [];
    const slow = new MetaCheck(CATASTROPHIC);
    const quick = new MetaCheck({ required: ['size'] });
    const batch = [
      ...Array.from({ length: 100 }, () => ({
        check: slow,
        meta: HOSTILE_NAME,
      })),
      { check: quick, meta: {} },
      { check: quick, meta: { size: 1 } },
    ];
    // One alone would take longer than anybody waits.
    const found = checkMetas(batch, check => paused.push(check));
    expect(paused).toEqual([slow]);
    expect(found.slice(0, 100)).toEqual(Array(100).fill(undefined));
    expect(found[100]).toMatchObject({ pointer: '' });
    expect(found[101]).toBeUndefined();
    // Paused: nothing is tried, so nothing has to be stopped.
    expect(checkMetas(batch, check => paused.push(check))[100]).toBeDefined();
    expect(paused).toHaveLength(1);
  });

  it('stops none because the process stood still', () => {
    const sleeping = new Int32Array(new SharedArrayBuffer(4));
    const paused: MetaCheck[] = [];
    const schema = { required: ['size'] };
    const [stalled, quick] = [new MetaCheck(schema), new MetaCheck(schema)];
    let stalls = 0;
    const run = stalled.run.bind(stalled);
    jest.spyOn(stalled, 'run').mockImplementation(meta => {
      // In the batch, and when it is tried alone; longer than all are given.
      if (stalls++ < 2) {
        Atomics.wait(sleeping, 0, 0, 400);
      }
      return run(meta);
    });
    const batch = [stalled, quick].map(check => ({ check, meta: {} }));
    const found = checkMetas(batch, check => paused.push(check));
    expect(paused).toEqual([]);
    expect(found).toMatchObject([{ pointer: '' }, { pointer: '' }]);
    expect(stalls).toBe(3);
  });

  it('stops alternatives that multiply', () => {
    const either = {
      properties: { x: { $ref: '#/$defs/a' } },
      required: ['x'],
    };
    const slow = new MetaCheck({
      $ref: '#/$defs/a',
      $defs: {
        a: { anyOf: [{ ...either }, { ...either, minProperties: 1 }] },
      },
    });
    const deep = Array.from({ length: 60 }).reduce<JsonObject>(
      inner => ({ x: inner }),
      {},
    );
    const paused: MetaCheck[] = [];
    checkMetas([{ check: slow, meta: deep }], check => paused.push(check));
    expect(slow.problem).toBeUndefined();
    expect(paused).toEqual([slow]);
  });
});
