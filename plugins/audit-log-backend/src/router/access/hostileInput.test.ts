// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { startMembersBackend } from './__testUtils__/startMembersBackend';
import type { Method } from './__testUtils__/startAuditLog';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const ORGANIZATION = { kind: 'organization' };
const JANE = 'user:default/jane';
const assignment = (changed: object) => ({
  roles: ['auditor'],
  subjects: [JANE],
  level: ORGANIZATION,
  ...changed,
});
const project = (ref: string) =>
  assignment({ level: { kind: 'project', project: ref } });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => `user:default/p${index}`);

describe.each(databases.eachSupportedId())('hostile input on %s', id => {
  let started: Awaited<ReturnType<typeof startMembersBackend<string>>>;

  beforeAll(async () => {
    started = await startMembersBackend(await databases.init(id), facts =>
      facts.localGroup('Reviewers'),
    );
  });

  it.each<[string, Method, string, number, (object | string)?]>([
    ['NUL in a person', 'get', '/members/user:default%2Fa%00b', 404],
    ['NUL in a group', 'get', '/groups/group:default%2Fa%00b', 404],
    ['NUL in a role', 'get', '/roles/a%00b', 404],
    ['NUL in an assignment', 'delete', '/assignments/a%00b', 404],
    ['NUL in a member', 'delete', '/groups/GROUP/members/user:a%00b', 404],
    [
      'NUL in a subject',
      'post',
      '/assignments',
      400,
      assignment({ subjects: ['user:a\0b'] }),
    ],
    [
      'NUL in a project',
      'post',
      '/assignments',
      400,
      project('system:default/a\0b'),
    ],
    [
      'half a character',
      'post',
      '/assignments',
      400,
      project('system:default/\ud800'),
    ],
    [
      'a long project',
      'post',
      '/assignments',
      400,
      project(`system:${'x'.repeat(500)}`),
    ],
    ['a name of objects', 'get', '/members/__proto__', 404],
    ['the person __proto__', 'get', '/members/user:default%2F__proto__', 404],
    ['the role __proto__', 'get', '/roles/__proto__', 404],
    [
      'the role constructor',
      'post',
      '/assignments',
      404,
      assignment({ roles: ['constructor'] }),
    ],
    [
      'the subject __proto__',
      'post',
      '/assignments',
      400,
      assignment({ subjects: ['__proto__'] }),
    ],
    [
      'the field __proto__',
      'post',
      '/roles',
      400,
      '{"name":"X","permissions":["a"],"__proto__":{"builtIn":true}}',
    ],
    [
      'an unknown field',
      'post',
      '/roles',
      400,
      { name: 'X', permissions: ['a'], builtIn: true },
    ],
    [
      '101 subjects',
      'post',
      '/assignments',
      400,
      assignment({ subjects: many(101) }),
    ],
    [
      'a subject twice',
      'post',
      '/assignments',
      400,
      assignment({ subjects: [JANE, JANE] }),
    ],
    [
      '1,001 members',
      'post',
      '/groups/GROUP/members',
      400,
      { members: many(1_001) },
    ],
    [
      '1,000 unknown members',
      'post',
      '/groups/GROUP/members',
      400,
      { members: many(1_000) },
    ],
    [
      '1,001 permissions',
      'post',
      '/roles',
      400,
      { name: 'X', permissions: many(1_001) },
    ],
    [
      'a body too large',
      'post',
      '/roles',
      413,
      { name: 'x'.repeat(2_000_000), permissions: ['a'] },
    ],
    ['no JSON', 'post', '/roles', 400, '{"name":'],
  ])('%s: %s %s is refused with %i', async (...row) => {
    // Not named one by one: a row without a body would be given jest's callback in its place.
    const [, method, path, status, body] = row;
    const { facts, call } = started;
    const answer = await call(
      'administrator',
      method,
      path.replace('GROUP', facts),
      {
        body,
      },
    );
    expect([answer.status, answer.body.error?.message]).toEqual([
      status,
      expect.any(String),
    ]);
    expect((await started.store.fresh()).assignmentsOfSubject(JANE)).toEqual(
      [],
    );
  });

  it('with a method that there is not is refused', async () => {
    const { status } = await started.call(
      'administrator',
      'put',
      '/assignments',
      { body: {} },
    );
    expect(status).toBe(404);
  });

  it('is answered as what it is where it is only asked about', async () => {
    const { get } = started;
    for (const permission of ['__proto__', 'constructor', "';--"]) {
      const { status, body } = await get(
        `/access/explain?${new URLSearchParams({ member: JANE, permission })}`,
        'administrator',
      );
      expect([status, body.allowed]).toEqual([200, false]);
    }
    for (const list of ['/members', '/groups']) {
      const { body } = await get(`${list}?role=__proto__`, 'administrator');
      expect(body).toEqual({ items: [], total: 0 });
    }
  });
});

it.each([
  '/access/me',
  '/members',
  '/permissions',
  '/roles',
  '/groups',
  '/members/none',
])('no cache keeps the answer to %s', async path => {
  const { get, backend } = await startMembersBackend(
    await databases.init('SQLITE_3'),
    async () => {},
  );
  const { headers } = await get(path, 'administrator');
  expect(headers['cache-control']).toBe('no-store');
  await backend.stop();
});
