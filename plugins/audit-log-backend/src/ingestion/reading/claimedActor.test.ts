// SPDX-License-Identifier: Apache-2.0
import type { Actor } from 'backstage-plugin-audit-log-common';
import { claimedActor } from './claimedActor';

const via = 'key:1';

describe('claimedActor', () => {
  it.each<[string, boolean, Omit<Actor, 'via'> | undefined, Actor]>([
    ['nobody', true, undefined, { type: 'service', ref: 'external:ci', via }],
    [
      'a person that the key may name, by the name that the catalog has',
      true,
      { type: 'user', ref: 'User:default/Jane', title: 'The Queen' },
      { type: 'user', ref: 'user:default/jane', via },
    ],
    [
      'a person that the key may not name',
      false,
      { type: 'user', ref: 'user:default/jane', title: 'Jane' },
      {
        type: 'user',
        ref: 'external:ci/user:default/jane',
        title: 'Jane (ci)',
        via,
      },
    ],
    [
      'a person who is called a service',
      true,
      { type: 'service', ref: 'user:default/jane' },
      { type: 'service', ref: 'external:ci/user:default/jane', via },
    ],
    [
      'a group that is called a person',
      true,
      { type: 'user', ref: 'group:default/admins' },
      { type: 'user', ref: 'external:ci/group:default/admins', via },
    ],
    [
      'a plugin',
      true,
      { type: 'system', ref: 'plugin:catalog' },
      { type: 'system', ref: 'external:ci/plugin:catalog', via },
    ],
    [
      'somebody with a name and nothing else',
      true,
      { type: 'user', title: 'Jane' },
      { type: 'user', ref: 'external:ci', title: 'Jane (ci)', via },
    ],
    [
      'somebody unknown',
      true,
      { type: 'anonymous' },
      { type: 'anonymous', via },
    ],
  ])('records %s', (_, mayNamePeople, claimed, expected) => {
    expect(claimedActor(claimed, 'ci', { id: '1', mayNamePeople })).toEqual(
      expected,
    );
  });
});
