// SPDX-License-Identifier: Apache-2.0
import type { FieldChange } from 'backstage-plugin-audit-log-common';
import { changesBetween } from './changesBetween';

/** Applies changes as the operations of RFC 6902, section 4.1 to 4.3, that they stand for. */
function apply(document: unknown, changes: readonly FieldChange[]): unknown {
  const root = { root: structuredClone(document) };
  for (const change of changes) {
    const keys = change.path
      .split('/')
      .slice(1)
      .map(key => key.replace(/~1/g, '/').replace(/~0/g, '~'));
    const last = keys.pop();
    const holder = (last === undefined ? [] : ['root', ...keys]).reduce(
      (value, key) => value[key],
      root as any,
    );
    if ('after' in change) {
      Object.defineProperty(holder, last ?? 'root', {
        value: change.after,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else {
      delete holder[last ?? 'root'];
    }
  }
  return root.root;
}

describe('changesBetween', () => {
  it.each<[string, string, string, FieldChange[]]>([
    [
      'A.1, adding an object member',
      '{ "foo": "bar"}',
      '{ "baz": "qux", "foo": "bar" }',
      [{ path: '/baz', after: 'qux' }],
    ],
    [
      'A.2, adding an array element',
      '{ "foo": [ "bar", "baz" ] }',
      '{ "foo": [ "bar", "qux", "baz" ] }',
      [
        {
          path: '/foo',
          before: ['bar', 'baz'],
          after: ['bar', 'qux', 'baz'],
        },
      ],
    ],
    [
      'A.3, removing an object member',
      '{ "baz": "qux", "foo": "bar" }',
      '{ "foo": "bar" }',
      [{ path: '/baz', before: 'qux' }],
    ],
    [
      'A.5, replacing a value',
      '{ "baz": "qux", "foo": "bar" }',
      '{ "baz": "boo", "foo": "bar" }',
      [{ path: '/baz', before: 'qux', after: 'boo' }],
    ],
    [
      'A.6, moving a value',
      '{ "foo": { "bar": "baz", "waldo": "fred" }, "qux": { "corge": "grault" } }',
      '{ "foo": { "bar": "baz" }, "qux": { "corge": "grault", "thud": "fred" } }',
      [
        { path: '/foo/waldo', before: 'fred' },
        { path: '/qux/thud', after: 'fred' },
      ],
    ],
    [
      'A.7, moving an array element',
      '{ "foo": [ "all", "grass", "cows", "eat" ] }',
      '{ "foo": [ "all", "cows", "eat", "grass" ] }',
      [
        {
          path: '/foo',
          before: ['all', 'grass', 'cows', 'eat'],
          after: ['all', 'cows', 'eat', 'grass'],
        },
      ],
    ],
    [
      'A.10, adding a nested member object',
      '{ "foo": "bar" }',
      '{ "foo": "bar", "child": { "grandchild": { } } }',
      [{ path: '/child', after: { grandchild: {} } }],
    ],
    [
      'A.14, ~ escape ordering',
      '{ "/": 9, "~1": 10 }',
      '{ "/": 9, "~1": 11 }',
      [{ path: '/~01', before: 10, after: 11 }],
    ],
    [
      'A.16, adding an array value',
      '{ "foo": ["bar"] }',
      '{ "foo": ["bar", ["abc", "def"]] }',
      [
        {
          path: '/foo',
          before: ['bar'],
          after: ['bar', ['abc', 'def']],
        },
      ],
    ],
  ])('tells the examples of RFC 6902: %s', (_, one, other, expected) => {
    const [before, after] = [JSON.parse(one), JSON.parse(other)];
    const changes = changesBetween(before, after);
    expect(changes).toEqual(expected);
    expect(apply(before, changes)).toEqual(after);
  });

  // The document of RFC 6901, section 5, with every value made another one.
  it('names fields as RFC 6901 has them', () => {
    const document = JSON.parse(
      '{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\\\j": 5, "k\\"l": 6, " ": 7, "m~n": 8}',
    );
    const changed = Object.fromEntries(
      Object.keys(document).map(key => [key, null]),
    );
    expect(changesBetween(document, changed).map(({ path }) => path)).toEqual([
      '/foo',
      '/',
      '/a~1b',
      '/c%d',
      '/e^f',
      '/g|h',
      '/i\\j',
      '/k"l',
      '/ ',
      '/m~0n',
    ]);
  });

  it.each<[string, string, string, string[]]>([
    ['fields in another order', '{"a":1,"b":[{}]}', '{"b":[{}],"a":1}', []],
    ['a value of another type', '{"a":"1"}', '{"a":1}', ['/a']],
    ['null, which is a value', '{"a":null}', '{}', ['/a']],
    ['a list for an object', '{"a":{"0":1}}', '{"a":[1]}', ['/a']],
    [
      'a field of one of several objects',
      '{"links":[{"url":"a","title":"A"},{"url":"b"}]}',
      '{"links":[{"url":"a","title":"Z"},{"url":"b"}]}',
      ['/links/0/title'],
    ],
    [
      'objects that were moved',
      '{"links":[{"url":"a"},{"url":"b"}]}',
      '{"links":[{"url":"b"},{"url":"a"}]}',
      ['/links'],
    ],
    [
      'one put before the others while the last went',
      '{"links":[{"url":"a"},{"url":"b"}]}',
      '{"links":[{"url":"c"},{"url":"a"}]}',
      ['/links'],
    ],
    ['another number of objects', '[{"a":1}]', '[{"a":1},{}]', ['']],
    [
      'names that objects have of themselves',
      '{}',
      '{"constructor":1,"toString":2}',
      ['/constructor', '/toString'],
    ],
    [
      '__proto__ as a name',
      '{"__proto__":{"a":1}}',
      '{"__proto__":{"a":2}}',
      ['/__proto__/a'],
    ],
    [
      '__proto__ that is new',
      '{}',
      '{"__proto__":{"polluted":true}}',
      ['/__proto__'],
    ],
  ])('tells %s', (_, one, other, paths) => {
    const [before, after] = [JSON.parse(one), JSON.parse(other)];
    const changes = changesBetween(before, after);
    expect(changes.map(({ path }) => path)).toEqual(paths);
    expect(apply(before, changes)).toEqual(after);
    expect(({} as any).polluted).toBeUndefined();
  });

  it('tells what came to be and what is gone', () => {
    expect(changesBetween(undefined, { a: 1 })).toEqual([
      { path: '', after: { a: 1 } },
    ]);
    expect(changesBetween({ a: 1 }, undefined)).toEqual([
      { path: '', before: { a: 1 } },
    ]);
    expect(changesBetween({ a: 1 }, { a: undefined })).toEqual([
      { path: '/a', before: 1 },
    ]);
  });

  it('compares what is not JSON as JSON has it', () => {
    const at = (time: number) => ({ at: new Date(time), price: 3n, rate: NaN });
    expect(changesBetween(at(0), at(0))).toEqual([]);
    expect(changesBetween(at(0), at(1))).toEqual([
      {
        path: '/at',
        before: '1970-01-01T00:00:00.000Z',
        after: '1970-01-01T00:00:00.001Z',
      },
    ]);
  });

  it('goes as deep as a value does, and ends in circles', () => {
    const nest = (innermost: unknown) => {
      let value = innermost;
      for (let level = 0; level < 10_000; level++) {
        value = level % 2 ? { nested: value } : [value];
      }
      return { spec: value };
    };
    expect(changesBetween(nest(1), nest(1))).toEqual([]);
    expect(changesBetween(nest(1), nest(2))).toHaveLength(1);

    const circle = (name: string) => {
      const value: Record<string, unknown> = { name };
      value.self = value;
      return value;
    };
    const [{ path }] = changesBetween(circle('a'), circle('b'));
    expect(path).toBe('/name');
  });

  it('gives an object whole of which much has changed', () => {
    const wide = (value: number) => ({
      spec: Object.fromEntries(
        Array.from({ length: 100_000 }, (_, index) => [`f${index}`, value]),
      ),
    });
    const changes = changesBetween(wide(1), wide(2));
    expect(changes.map(({ path }) => path)).toEqual(['/spec']);
    expect(changes[0].after).toEqual(wide(2).spec);
  });

  it('costs no more than a look at lists of like objects', () => {
    // All alike but for the last field that is looked at, so that no comparison ends early.
    const list = (mark: number) =>
      Array.from({ length: 2_000 }, (_, index) => ({
        mark: `${mark}-${index}`,
        ...Object.fromEntries(
          Array.from({ length: 50 }, (__, field) => [`f${field}`, 0]),
        ),
      }));
    const changes = changesBetween({ list: list(1) }, { list: list(2) });
    expect(changes.map(({ path }) => path)).toEqual(['/list']);
  });
});
