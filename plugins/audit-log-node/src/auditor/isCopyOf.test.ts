// SPDX-License-Identifier: Apache-2.0
import { boundJson } from '../bounds/boundJson';
import { DEFAULT_LIMITS } from '../bounds/Limits';
import { isCopyOf } from './isCopyOf';

const copyOf = (value: unknown) => boundJson(value, DEFAULT_LIMITS).value;

const reported = () => ({
  entityRef: 'component:default/site',
  list: [1, null, { deep: [true, 'text'] }],
  nothing: {},
});

describe('isCopyOf', () => {
  it('knows what nothing has changed of', () => {
    const value = reported();
    expect(isCopyOf(copyOf(value), value)).toBe(true);
    expect(isCopyOf(copyOf({}), Object.create(null))).toBe(true);
  });

  it.each<[string, (value: any) => void]>([
    ['a text', value => (value.entityRef = 'component:default/other')],
    ['a text deep within', value => (value.list[2].deep[1] = 'texts')],
    ['a type', value => (value.list[0] = '1')],
    ['an item more', value => value.list.push(2)],
    ['an item less', value => value.list.pop()],
    ['a field more', value => (value.more = 1)],
    ['a field less', value => delete value.nothing],
    [
      'another name',
      value => {
        delete value.nothing;
        value.none = {};
      },
    ],
    ['a list that was an object', value => (value.nothing = [])],
    ['an object that was a list', value => (value.list = { ...value.list })],
    [
      'a field that is inherited',
      value => {
        delete value.nothing;
        Object.setPrototypeOf(value, { nothing: {} });
      },
    ],
    ['a date', value => (value.nothing = new Date(0))],
    ['a circle', value => (value.nothing = value)],
    [
      'a getter that throws',
      value =>
        Object.defineProperty(value, 'entityRef', {
          enumerable: true,
          get: () => {
            throw new Error('fails');
          },
        }),
    ],
  ])('notices %s', (_, change) => {
    const value = reported();
    const copy = copyOf(value);
    change(value);
    expect(isCopyOf(copy, value)).toBe(false);
  });
});
