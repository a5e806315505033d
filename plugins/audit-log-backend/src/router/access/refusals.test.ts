// SPDX-License-Identifier: Apache-2.0
import {
  ORGANIZATION,
  JANE,
  startAccessBackend,
} from './__testUtils__/startAccessBackend';

const encoded = encodeURIComponent;

describe('refusals of access control', () => {
  let backend: Awaited<ReturnType<typeof startAccessBackend>>;

  beforeAll(async () => {
    backend = await startAccessBackend();
  });

  it.each<[string, any, string, object, number, RegExp]>([
    [
      'a built-in role',
      'put',
      '/roles/auditor',
      { body: { name: 'X', permissions: ['a'] }, ifMatch: '"1"' },
      409,
      /^Auditor is a built-in role/,
    ],
    [
      'no permissions',
      'post',
      '/roles',
      { body: { name: 'X', permissions: [] } },
      400,
      /^permissions: /,
    ],
    [
      'everything',
      'post',
      '/roles',
      { body: { name: 'X', permissions: ['*'] } },
      400,
      /^permissions: only the built-in/,
    ],
    [
      'a taken name',
      'post',
      '/roles',
      { body: { name: 'AUDITOR', permissions: ['a'] } },
      409,
      /^name: there is a role/,
    ],
    [
      'a long name',
      'post',
      '/roles',
      { body: { name: 'x'.repeat(101), permissions: ['a'] } },
      400,
      /^name: /,
    ],
    [
      'an unknown subject',
      'post',
      '/assignments',
      {
        body: {
          roles: ['auditor'],
          subjects: ['user:none'],
          level: ORGANIZATION,
        },
      },
      400,
      /^subjects: /,
    ],
    [
      'an unknown role',
      'post',
      '/assignments',
      { body: { roles: ['none'], subjects: [JANE], level: ORGANIZATION } },
      404,
      /^There is no role none/,
    ],
    [
      'no level',
      'post',
      '/assignments',
      {
        body: {
          roles: ['auditor'],
          subjects: [JANE],
          level: { kind: 'project' },
        },
      },
      400,
      /^level/,
    ],
    [
      'the configuration',
      'delete',
      `/assignments/${encoded('configuration:user:default/boss')}`,
      {},
      409,
      /^The configuration makes/,
    ],
    [
      'a malformed cursor',
      'get',
      '/groups?cursor=nonsense',
      {},
      400,
      /^cursor: must be the nextCursor/,
    ],
    [
      'a limit out of bounds',
      'get',
      '/groups?limit=201',
      {},
      400,
      /^limit: must be between 1 and 200/,
    ],
    [
      'an unknown source',
      'get',
      '/groups?source=x',
      {},
      400,
      /^source: must be one of catalog, local/,
    ],
    [
      'a group of the catalog',
      'put',
      `/groups/${encoded('group:default/shop')}`,
      { body: { name: 'X' }, ifMatch: '"1"' },
      409,
      /^The group shop comes from the catalog/,
    ],
    [
      'members of one',
      'post',
      `/groups/${encoded('group:default/shop')}/members`,
      { body: { members: [JANE] } },
      409,
      /^The group shop comes from the catalog/,
    ],
    [
      'no such group',
      'get',
      '/groups/local-group:none/members',
      {},
      404,
      /^There is no group local-group:none/,
    ],
  ])(
    'says what to do about %s',
    async (_, method, path, options, status, message) => {
      const answer = await backend.call('administrator', method, path, options);
      expect([answer.status, answer.body.error.message]).toEqual([
        status,
        expect.stringMatching(message),
      ]);
    },
  );
});
