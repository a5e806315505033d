// SPDX-License-Identifier: Apache-2.0
import {
  ORGANIZATION,
  FOR_RETAIL,
  JANE,
  MIA,
  RETAIL,
  startAccessBackend,
} from './__testUtils__/startAccessBackend';

describe('the record of changes of access', () => {
  let backend: Awaited<ReturnType<typeof startAccessBackend>>;

  beforeAll(async () => {
    backend = await startAccessBackend();
  });

  it('records a change of a role, with before and after', async () => {
    const role = await backend.newRole(['catalog.entity.read']);
    await backend.assign(role.id, MIA, FOR_RETAIL);
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
    const created = await backend.recorded(
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
    const changed = await backend.recorded(
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
      added: [
        'audit-log.view',
        'audit-log.read',
        'audit-log.export',
        'audit-log.verify',
      ],
      removed: ['catalog.entity.read'],
      ownAccess: false,
    });
    // The role says by which operation it is what it is.
    const { assignments } = put.body;
    const mapping = await backend.recorded(
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
    const role = await backend.newRole(['access-control.read']);
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
    const event = await backend.recorded(
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

    const group = await backend.newGroup();
    await backend.assign('administrator', group.ref, ORGANIZATION);
    const adding = await backend.call(
      'manager',
      'post',
      `/groups/${group.ref}/members`,
      { body: { members: [MIA] } },
    );
    expect(adding.status).toBe(403);
    expect(
      await backend.recorded('group-membership.add', group.ref, 'denied'),
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
      `/assignments/${await backend.assign('auditor', group.ref, FOR_RETAIL)}`,
    );
    expect(unassigned.status).toBe(403);
    expect(
      await backend.recorded('role-assignment.unassign', group.ref, 'denied'),
    ).toMatchObject({
      actor: { ref: JANE },
      projects: [{ ref: RETAIL }],
      meta: { before: [{ roleId: 'auditor', subject: group.ref }], after: [] },
    });
  });

  it('marks a change of one’s own access', async () => {
    const role = await backend.newRole(['access-control.read']);
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
    const event = await backend.recorded(
      'role-assignment.assign',
      `role:${role.id}`,
      'succeeded',
    );
    expect(event.meta).toMatchObject({ ownAccess: true });
  });

  it('marks a refused change of one’s own access, however the reference is written', async () => {
    const role = await backend.newRole(['catalog.entity.delete']);
    const group = await backend.newGroup();
    await backend.assign(role.id, group.ref, ORGANIZATION);
    const assigning = await backend.call('manager', 'post', '/assignments', {
      body: {
        roles: [role.id],
        subjects: ['user:MIA'],
        level: { kind: 'project', project: 'System:Retail' },
      },
    });
    expect(assigning.status).toBe(403);
    expect(
      await backend.recorded(
        'role-assignment.assign',
        `role:${role.id}`,
        'denied',
      ),
    ).toMatchObject({
      projects: [{ ref: RETAIL }],
      meta: { subjects: [MIA], level: FOR_RETAIL, ownAccess: true },
    });
    const adding = await backend.call(
      'manager',
      'post',
      `/groups/${group.ref.toUpperCase()}/members`,
      { body: { members: [' USER:Default/Mia '] } },
    );
    expect(adding.status).toBe(403);
    expect(
      await backend.recorded('group-membership.add', group.ref, 'denied'),
    ).toMatchObject({
      targets: [{ ref: group.ref, title: group.title }, { ref: MIA }],
      meta: { members: [MIA], ownAccess: true },
    });
  });
});
