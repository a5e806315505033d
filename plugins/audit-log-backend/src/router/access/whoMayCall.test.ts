// SPDX-License-Identifier: Apache-2.0
import { answersByCaller } from './__testUtils__/answersByCaller';
import {
  ORGANIZATION,
  FOR_RETAIL,
  JANE,
  startAccessBackend,
} from './__testUtils__/startAccessBackend';

const encoded = encodeURIComponent;
/** The status of success where it is not 200. */
const SUCCESS: Record<string, number> = {
  'POST /roles': 201,
  'POST /groups': 201,
  'DELETE /roles/{id}': 204,
  'DELETE /assignments/{id}': 204,
  'DELETE /groups/{ref}': 204,
  'DELETE /groups/{ref}/members/{member}': 204,
};

describe('who may see and change roles, assignments and groups', () => {
  let backend: Awaited<ReturnType<typeof startAccessBackend>>;

  beforeAll(async () => {
    backend = await startAccessBackend();
  });

  describe.each<[string, () => Promise<readonly [any, string, object?]>]>([
    ['GET /roles', async () => ['get', '/roles']],
    ['GET /roles/{id}', async () => ['get', '/roles/auditor']],
    ['GET /groups', async () => ['get', '/groups']],
    [
      'GET /groups/{ref}',
      async () => ['get', `/groups/${encoded('group:default/shop')}`],
    ],
    [
      'GET /groups/{ref}/members',
      async () => ['get', `/groups/${encoded('group:default/shop')}/members`],
    ],
    [
      'POST /roles',
      async () => [
        'post',
        '/roles',
        {
          body: {
            name: backend.newName(),
            permissions: ['access-control.read'],
          },
        },
      ],
    ],
    [
      'PUT /roles/{id}',
      async () => [
        'put',
        `/roles/${(await backend.newRole()).id}`,
        {
          body: {
            name: backend.newName(),
            permissions: ['access-control.read'],
          },
          ifMatch: '"1"',
        },
      ],
    ],
    [
      'DELETE /roles/{id}',
      async () => [
        'delete',
        `/roles/${(await backend.newRole()).id}`,
        { ifMatch: '"1"' },
      ],
    ],
    [
      'POST /assignments',
      async () => [
        'post',
        '/assignments',
        {
          body: {
            roles: [(await backend.newRole(['access-control.read'])).id],
            subjects: [JANE],
            level: FOR_RETAIL,
          },
        },
      ],
    ],
    [
      'DELETE /assignments/{id}',
      async () => [
        'delete',
        `/assignments/${await backend.assign(
          (
            await backend.newRole()
          ).id,
          JANE,
          ORGANIZATION,
        )}`,
      ],
    ],
    [
      'POST /groups',
      async () => ['post', '/groups', { body: { name: backend.newName() } }],
    ],
    [
      'PUT /groups/{ref}',
      async () => [
        'put',
        `/groups/${(await backend.newGroup()).ref}`,
        { body: { name: backend.newName() }, ifMatch: '"1"' },
      ],
    ],
    [
      'DELETE /groups/{ref}',
      async () => [
        'delete',
        `/groups/${(await backend.newGroup()).ref}`,
        { ifMatch: '"1"' },
      ],
    ],
    [
      'POST /groups/{ref}/members',
      async () => [
        'post',
        `/groups/${(await backend.newGroup()).ref}/members`,
        { body: { members: [JANE] } },
      ],
    ],
    [
      'DELETE /groups/{ref}/members/{member}',
      async () => {
        const { ref } = await backend.newGroup();
        await backend.boss('post', `/groups/${ref}/members`, {
          members: [JANE],
        });
        return ['delete', `/groups/${ref}/members/${encoded(JANE)}`];
      },
    ],
  ])('%s', (endpoint, prepare) => {
    it.each(answersByCaller(endpoint, SUCCESS[endpoint] ?? 200))(
      'as %s',
      async (who, expected) => {
        const [method, path, options] = await prepare();
        const { status, body } = await backend.call(who, method, path, options);
        expect([status, body.error?.name]).toEqual(expected);
      },
    );
  });
});
