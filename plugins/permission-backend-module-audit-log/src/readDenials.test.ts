// SPDX-License-Identifier: Apache-2.0
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { readDenials } from './readDenials';

const { ALLOW, CONDITIONAL, DENY } = AuthorizeResult;
const PLAY = createPermission({
  name: 'toy.play',
  attributes: { action: 'update' },
});
const READ = createPermission({
  name: 'toy.read',
  attributes: {},
  resourceType: 'toy',
});

const PLAY_DENIED = { permission: 'toy.play', action: 'update' };
const READ_DENIED = { permission: 'toy.read', resourceType: 'toy' };

describe('readDenials', () => {
  it.each([
    ['an allowed question', [{ permission: PLAY }], [ALLOW], []],
    ['a denied one', [{ permission: PLAY }], [DENY], [PLAY_DENIED]],
    ['one with conditions', [{ permission: READ }], [CONDITIONAL], []],
    [
      'one about a resource',
      [{ permission: READ, resourceRef: 'a' }],
      [DENY],
      [{ ...READ_DENIED, resourceRef: 'a' }],
    ],
    [
      'one about several, denied for all',
      [{ permission: READ, resourceRef: ['a', 'b'] }],
      [DENY],
      [
        { ...READ_DENIED, resourceRef: 'a' },
        { ...READ_DENIED, resourceRef: 'b' },
      ],
    ],
    [
      'one about several, denied for some',
      [{ permission: READ, resourceRef: ['a', 'b', 'c'] }],
      [[ALLOW, DENY, ALLOW]],
      [{ ...READ_DENIED, resourceRef: 'b' }],
    ],
    [
      'several',
      [{ permission: PLAY }, { permission: READ }, { permission: PLAY }],
      [DENY, DENY, ALLOW],
      [PLAY_DENIED, READ_DENIED],
    ],
  ])('reads %s', (_, questions, results, expected) => {
    const asked = {
      items: questions.map((item, id) => ({ id: `${id}`, ...item })),
    };
    const answered = results.map((result, id) => ({ id: `${id}`, result }));
    expect(readDenials(asked, { items: answered })).toEqual(expected);
    // Answers go by their ids.
    expect(
      new Set(readDenials(asked, { items: answered.toReversed() })),
    ).toEqual(new Set(expected));
  });

  it('tells questions with one id apart by their order', () => {
    const asked = [PLAY, READ].map(permission => ({ id: 'same', permission }));
    const answered = [ALLOW, DENY].map(result => ({ id: 'same', result }));
    expect(readDenials({ items: asked }, { items: answered })).toEqual([
      READ_DENIED,
    ]);
  });

  it('cuts what is too long to keep', () => {
    const permission = { ...PLAY, name: 'n'.repeat(100_000) };
    const [denied] = readDenials(
      { items: [{ id: '1', permission }] },
      { items: [{ id: '1', result: DENY }] },
    );
    expect(denied.permission).toBe(`${'n'.repeat(499)}…`);
  });

  it.each([
    [undefined, undefined],
    [null, null],
    ['', []],
    [{ items: {} }, { items: 'DENY' }],
    [{ items: [null] }, { items: [{ id: 'other', result: DENY }] }],
    [{ items: [{ id: '1', permission: PLAY }] }, { items: [null] }],
    [{ items: [] }, { items: [{ id: '1', result: DENY }] }],
  ])('finds none in %j and %j', (asked, answered) => {
    expect(readDenials(asked, answered)).toEqual([]);
  });
});
