// SPDX-License-Identifier: Apache-2.0
import {
  ORGANIZATION,
  FOR_RETAIL,
  JANE,
  MIA,
  startAccessBackend,
} from './__testUtils__/startAccessBackend';

const encoded = encodeURIComponent;

describe('roles, assignments and groups over HTTP', () => {
  let backend: Awaited<ReturnType<typeof startAccessBackend>>;

  beforeAll(async () => {
    backend = await startAccessBackend();
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
    const role = await backend.newRole();
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
      put('"1"', backend.newName()),
      put('"1"', backend.newName()),
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
      await backend.recorded('role-write.update', `role:${role.id}`, 'failed'),
    ).toMatchObject({ meta: { ownAccess: false } });
  });

  it('deletes a role in use when that is said', async () => {
    const role = await backend.newRole();
    await backend.assign(role.id, 'group:default/shop', ORGANIZATION);
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
    const event = await backend.recorded(
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
