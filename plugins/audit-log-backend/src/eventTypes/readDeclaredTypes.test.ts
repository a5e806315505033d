// SPDX-License-Identifier: Apache-2.0
import { readDeclaredTypes } from './readDeclaredTypes';

const TYPE = {
  action: 'report.publish',
  title: 'Published report',
  description: 'A report was published.',
};
const nested = (levels: number) =>
  Array.from({ length: levels }).reduce<object>(inner => ({ not: inner }), {});

describe('readDeclaredTypes', () => {
  it('takes what is well declared, of one action the last', () => {
    const full = {
      ...TYPE,
      severity: 'high',
      category: 'reports',
      read: false,
      meta: { type: 'object' },
      personal: ['/email'],
    };
    const other = { ...TYPE, action: 'report' };
    expect(readDeclaredTypes([TYPE, other, full])).toEqual({
      types: [full, other],
      problems: [],
    });
  });

  it.each<[string, unknown, RegExp]>([
    ['nothing', null, /^type 0: /],
    [
      'an action that is none',
      { ...TYPE, action: '.x' },
      /^\.x: action must be an event id/,
    ],
    [
      'an action of words',
      { ...TYPE, action: 'publish it' },
      /^publish it: action/,
    ],
    ['no title', { ...TYPE, title: ' ' }, /^report\.publish: title /],
    ['a long title', { ...TYPE, title: 'x'.repeat(101) }, /title .*100/],
    ['another severity', { ...TYPE, severity: 'huge' }, /severity /],
    ['a schema that is none', { ...TYPE, meta: 'object' }, /meta /],
    [
      'a deep schema',
      { ...TYPE, meta: nested(10_000) },
      /meta must not be nested deeper/,
    ],
    [
      'a long schema',
      { ...TYPE, meta: { title: 'x'.repeat(64_000) } },
      /meta must not be longer/,
    ],
    [
      'personal fields that are none',
      { ...TYPE, personal: ['email'] },
      /personal\.0 must be a JSON Pointer/,
    ],
  ])('leaves out %s, and says why', (_, item, why) => {
    const { types, problems } = readDeclaredTypes([
      item,
      { ...TYPE, action: 'good' },
    ]);
    expect(types.map(({ action }) => action)).toEqual(['good']);
    expect(problems).toEqual([expect.stringMatching(why)]);
  });

  it('takes as many as a plugin can have', () => {
    const many = Array.from({ length: 501 }, (__, index) => ({
      ...TYPE,
      action: `report.${index}`,
    }));
    const { types, problems } = readDeclaredTypes(many);
    expect(types).toHaveLength(500);
    expect(problems).toEqual([expect.stringContaining('501')]);
    expect(readDeclaredTypes({ length: 5 }).problems).toHaveLength(1);
  });

  it('keeps text as the database can have it', () => {
    const { types } = readDeclaredTypes([{ ...TYPE, title: 'A\0B\ud800' }]);
    expect(types[0].title).toBe('A\ufffdB\ufffd');
  });
});
