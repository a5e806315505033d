// SPDX-License-Identifier: Apache-2.0
import {
  type Caller,
  RETAIL,
  startAccessBackend,
} from './__testUtils__/startAccessBackend';

jest.setTimeout(60_000);

const ORGANIZATION = { kind: 'organization' };
const FOR_RETAIL = { kind: 'project', project: RETAIL };
const JANE = 'user:default/jane';
const MIA = 'user:default/mia';
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

describe('roles, assignments and groups over HTTP', () => {
  let backend: Awaited<ReturnType<typeof startAccessBackend>>;
  let names = 0;
  const newName = () => `Thing ${(names += 1)}`;

  beforeAll(async () => {
    backend = await startAccessBackend();
  });

  const newRole = (permissions: string[] = ['catalog.entity.read']) =>
    backend.boss('post', '/roles', { name: newName(), permissions });
  const newGroup = () => backend.boss('post', '/groups', { name: newName() });
  const assign = async (role: string, subject: string, level: object) => {
    const { items } = await backend.boss('post', '/assignments', {
      roles: [role],
      subjects: [subject],
      level,
    });
    return items[0].id as string;
  };
  /** The one event of a kind about a target. */
  const recorded = async (action: string, target: string, outcome: string) => {
    const [event] = await backend.events(
      `action=audit-log.${action}&target=${encoded(target)}&outcome=${outcome}`,
      items => items.length === 1,
    );
    return event;
  };

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
        { body: { name: newName(), permissions: ['access-control.read'] } },
      ],
    ],
    [
      'PUT /roles/{id}',
      async () => [
        'put',
        `/roles/${(await newRole()).id}`,
        {
          body: { name: newName(), permissions: ['access-control.read'] },
          ifMatch: '"1"',
        },
      ],
    ],
    [
      'DELETE /roles/{id}',
      async () => [
        'delete',
        `/roles/${(await newRole()).id}`,
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
            roles: [(await newRole(['access-control.read'])).id],
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
        `/assignments/${await assign(
          (
            await newRole()
          ).id,
          JANE,
          ORGANIZATION,
        )}`,
      ],
    ],
    [
      'POST /groups',
      async () => ['post', '/groups', { body: { name: newName() } }],
    ],
    [
      'PUT /groups/{ref}',
      async () => [
        'put',
        `/groups/${(await newGroup()).ref}`,
        { body: { name: newName() }, ifMatch: '"1"' },
      ],
    ],
    [
      'DELETE /groups/{ref}',
      async () => [
        'delete',
        `/groups/${(await newGroup()).ref}`,
        { ifMatch: '"1"' },
      ],
    ],
    [
      'POST /groups/{ref}/members',
      async () => [
        'post',
        `/groups/${(await newGroup()).ref}/members`,
        { body: { members: [JANE] } },
      ],
    ],
    [
      'DELETE /groups/{ref}/members/{member}',
      async () => {
        const { ref } = await newGroup();
        await backend.boss('post', `/groups/${ref}/members`, {
          members: [JANE],
        });
        return ['delete', `/groups/${ref}/members/${encoded(JANE)}`];
      },
    ],
  ])('%s', (endpoint, prepare) => {
    const done = [SUCCESS[endpoint] ?? 200, undefined];
    const refused = [403, 'NotAllowedError'];
    it.each<[Caller, unknown[]]>([
      ['nobody', [401, 'AuthenticationError']],
      ['engineer', refused],
      ['projectAdministrator', refused],
      ['auditor', endpoint.startsWith('GET') ? done : refused],
      ['manager', done],
      ['administrator', done],
      ['service', done],
    ])('as %s', async (who, expected) => {
      const [method, path, options] = await prepare();
      const { status, body } = await backend.call(who, method, path, options);
      expect([status, body.error?.name]).toEqual(expected);
    });
  });

  it('keeps what is written as text', async () => {
    const name = '<img src=x onerror=alert(1)> 🧑‍🔬';
    const role = await backend.boss('post', '/roles', {
      name,
      description: '"<b>\nnew line',
      permissions: ['LOG-MANAGEMENT'],
    });
    const answer = await backend.call('auditor', 'get', `/roles/${role.id}`);
    expect(answer.headers).toMatchObject({
      etag: '"1"',
      'cache-control': 'no-store',
    });
    expect(answer.headers['content-type']).toMatch('application/json');
    expect(answer.body).toEqual({
      id: role.id,
      name,
      description: '"<b>\nnew line',
      permissions: ['LOG-MANAGEMENT'],
      builtIn: false,
      version: 1,
      updatedAt: expect.any(String),
      updatedBy: { ref: 'user:default/boss', title: 'Boss' },
      usage: { groups: 0, members: 0, invitations: 0 },
      assignments: [],
    });
    const list = await backend.call(
      'auditor',
      'get',
      `/roles?q=${encoded('onerror=')}`,
    );
    expect(list.body.items).toHaveLength(1);
  });

  it('records a change of a role, with before and after', async () => {
    const role = await newRole(['catalog.entity.read']);
    await assign(role.id, MIA, FOR_RETAIL);
    const put = await backend.call(
      'administrator',
      'put',
      `/roles/${role.id}`,
      {
        body: { name: `${role.name} B`, permissions: ['LOG-MANAGEMENT'] },
        ifMatch: '"1"',
      },
    );
    expect([put.status, put.headers.etag]).toEqual([200, '"2"']);
    const created = await recorded(
      'role-write.create',
      `role:${role.id}`,
      'succeeded',
    );
    expect(created).toMatchObject({
      actor: { ref: 'user:default/boss' },
      severity: 'medium',
      targets: [{ ref: `role:${role.id}`, title: role.name }],
      meta: {
        after: { name: role.name, permissions: ['catalog.entity.read'] },
      },
    });
    const changed = await recorded(
      'role-write.update',
      `role:${role.id}`,
      'succeeded',
    );
    expect(changed.meta).toEqual({
      actionType: 'update',
      roleId: role.id,
      roleName: `${role.name} B`,
      before: {
        name: role.name,
        description: '',
        permissions: ['catalog.entity.read'],
      },
      after: {
        name: `${role.name} B`,
        description: '',
        permissions: ['LOG-MANAGEMENT'],
      },
      added: ['audit-log.view', 'audit-log.read', 'audit-log.export'],
      removed: ['catalog.entity.read'],
      ownAccess: false,
    });
    // The role says by which operation it is what it is.
    const { assignments } = put.body;
    const mapping = await recorded(
      'role-assignment.assign',
      `role:${role.id}`,
      'succeeded',
    );
    expect(assignments[0].grant.operationId).toBe(mapping.operationId);
    // A role that is given for a project is configuration of that project.
    expect(mapping).toMatchObject({
      targets: [
        { ref: `role:${role.id}`, title: role.name },
        { ref: MIA, title: 'Mia' },
        { ref: RETAIL },
      ],
      projects: [{ ref: RETAIL }],
      meta: {
        subjects: [MIA],
        level: FOR_RETAIL,
        before: [],
        after: [{ roleId: role.id, subject: MIA, level: FOR_RETAIL }],
      },
    });
  });

  it('records what was refused, with what was asked for', async () => {
    const role = await newRole(['access-control.read']);
    const { status } = await backend.call(
      'manager',
      'put',
      `/roles/${role.id}`,
      {
        body: { name: role.name, permissions: ['catalog.entity.delete'] },
        ifMatch: '"1"',
      },
    );
    expect(status).toBe(403);
    const event = await recorded(
      'role-write.update',
      `role:${role.id}`,
      'denied',
    );
    expect(event).toMatchObject({
      actor: { ref: MIA },
      error: {
        name: 'NotAllowedError',
        message: expect.stringContaining('catalog.entity.delete'),
      },
      meta: {
        roleName: role.name,
        before: { permissions: ['access-control.read'] },
        after: { permissions: ['catalog.entity.delete'] },
      },
    });

    const group = await newGroup();
    await assign('administrator', group.ref, ORGANIZATION);
    const adding = await backend.call(
      'manager',
      'post',
      `/groups/${group.ref}/members`,
      { body: { members: [MIA] } },
    );
    expect(adding.status).toBe(403);
    expect(
      await recorded('group-membership.add', group.ref, 'denied'),
    ).toMatchObject({
      targets: [{ ref: group.ref, title: group.title }, { ref: MIA }],
      meta: {
        before: { members: [] },
        after: { members: [MIA] },
        ownAccess: true,
      },
    });
    const unassigned = await backend.call(
      'engineer',
      'delete',
      `/assignments/${await assign('auditor', group.ref, FOR_RETAIL)}`,
    );
    expect(unassigned.status).toBe(403);
    expect(
      await recorded('role-assignment.unassign', group.ref, 'denied'),
    ).toMatchObject({
      actor: { ref: JANE },
      projects: [{ ref: RETAIL }],
      meta: { before: [{ roleId: 'auditor', subject: group.ref }], after: [] },
    });
  });

  it('marks a change of one’s own access', async () => {
    const role = await newRole(['access-control.read']);
    const { status, body } = await backend.call(
      'manager',
      'post',
      '/assignments',
      {
        body: {
          roles: [role.id],
          subjects: ['group:default/company'],
          level: ORGANIZATION,
        },
      },
    );
    expect([status, body.items[0].subject]).toEqual([
      200,
      { ref: 'group:default/company', title: expect.any(String) },
    ]);
    const event = await recorded(
      'role-assignment.assign',
      `role:${role.id}`,
      'succeeded',
    );
    expect(event.meta).toMatchObject({ ownAccess: true });
  });

  it('gives for a project what is held for that project, and no more', async () => {
    const { logOfProject } = backend;
    const asManager = (level: object) =>
      backend.call('manager', 'post', '/assignments', {
        body: { roles: [logOfProject], subjects: [JANE], level },
      });
    expect((await asManager(ORGANIZATION)).status).toBe(403);
    expect(
      (await asManager({ kind: 'project', project: 'system:default/other' }))
        .status,
    ).toBe(403);
    const before = await backend.call('engineer', 'get', '/events');
    expect(before.status).toBe(403);
    const given = await asManager(FOR_RETAIL);
    expect(given.status).toBe(200);
    // It holds from the next request.
    const after = await backend.call('engineer', 'get', '/events');
    expect(after.status).toBe(200);
    await backend.boss('delete', `/assignments/${given.body.items[0].id}`);
    expect((await backend.call('engineer', 'get', '/events')).status).toBe(403);
  });

  it('tells two administrators apart by If-Match', async () => {
    const role = await newRole();
    const put = (ifMatch: string | undefined, name: string) =>
      backend.call('administrator', 'put', `/roles/${role.id}`, {
        body: { name, permissions: ['catalog.entity.read'] },
        ifMatch,
      });
    for (const ifMatch of [undefined, '1', '*', 'W/"1"', '"x"', '"0"']) {
      const { status, body } = await put(ifMatch, 'Any');
      expect([ifMatch, status]).toEqual([ifMatch, 400]);
      expect(body.error.message).toMatch(/^If-Match: must be/);
    }
    const both = await Promise.all([
      put('"1"', newName()),
      put('"1"', newName()),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    const refused = both.find(({ status }) => status === 412)!;
    const done = both.find(({ status }) => status === 200)!;
    expect(refused.body).toEqual({
      error: {
        name: 'PreconditionFailedError',
        message: expect.stringMatching(
          /^The role .* was changed by Boss at .*, after you loaded it: its name was /,
        ),
        current: { ...done.body },
      },
      request: { method: 'PUT', url: expect.any(String) },
      response: { statusCode: 412 },
    });
    expect(
      await recorded('role-write.update', `role:${role.id}`, 'failed'),
    ).toMatchObject({ meta: { ownAccess: false } });
  });

  it('deletes a role in use when that is said', async () => {
    const role = await newRole();
    await assign(role.id, 'group:default/shop', ORGANIZATION);
    const path = `/roles/${role.id}`;
    const refused = await backend.call('administrator', 'delete', path, {
      ifMatch: '"1"',
    });
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain(
      'is in use: by 1 group (shop)',
    );
    const done = await backend.call(
      'administrator',
      'delete',
      `${path}?unassign=true`,
      { ifMatch: '"1"' },
    );
    expect(done.status).toBe(204);
    expect((await backend.call('auditor', 'get', path)).status).toBe(404);
    const event = await recorded(
      'role-write.delete',
      `role:${role.id}`,
      'succeeded',
    );
    expect(event.meta).toMatchObject({
      before: {
        assignments: [{ subject: 'group:default/shop', level: ORGANIZATION }],
      },
      after: null,
    });
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

  it('pages through groups and their members', async () => {
    const walk = async (path: string) => {
      const refs: string[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await backend.call(
          'auditor',
          'get',
          `${path}?limit=1${cursor ? `&cursor=${cursor}` : ''}`,
        );
        expect(body.items).toHaveLength(1);
        refs.push(body.items[0].ref);
        cursor = body.nextCursor;
        expect(body.total).toBeGreaterThanOrEqual(refs.length);
      } while (cursor);
      return refs;
    };
    expect(
      await walk(`/groups/${encoded('group:default/company')}/members`),
    ).toEqual([JANE, MIA]);
    const whole = await backend.call('auditor', 'get', '/groups?limit=200');
    expect(await walk('/groups')).toEqual(
      whole.body.items.map(({ ref }: { ref: string }) => ref),
    );
  });
});
