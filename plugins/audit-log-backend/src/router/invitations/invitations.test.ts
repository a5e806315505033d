// SPDX-License-Identifier: Apache-2.0
import type { Server } from 'node:http';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import request from 'supertest';
import auditLog from '../..';
import { eventually } from '../../__testUtils__/eventually';
import {
  startMailServer,
  stopMailServers,
} from '../../access/invitations/__testUtils__/startMailServer';
import { tokenOf } from '../../access/invitations/__testUtils__/testInvitations';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const PEOPLE = {
  nobody: mockCredentials.none.header(),
  engineer: mockCredentials.user.header('user:default/ann'),
  other: mockCredentials.user.header('user:default/eve'),
  administrator: mockCredentials.user.header('user:default/boss'),
  service: mockCredentials.service.header(),
};
type Who = keyof typeof PEOPLE;

const user = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: { profile: { email: `${name}@example.org` }, memberOf: [] },
});

const OFFER = {
  emails: ['ann@example.org'],
  roles: ['auditor'],
  groups: [],
  level: { kind: 'organization' },
};

async function start(databaseId: any, mail?: object) {
  const knex = await databases.init(databaseId);
  const { server } = await startTestBackend({
    features: [
      auditLog,
      mockServices.database.factory({ knex } as any),
      catalogServiceMock.factory({
        entities: [user('ann'), user('eve'), user('boss')],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.org', title: 'Portal' },
          auditLog: { administrators: { users: ['boss'] }, mail },
        },
      }),
    ],
  });
  const api = clientOf(server);
  // The catalog has been read.
  await eventually(
    async () => (await api('get', '/members', 'administrator')).body.total,
    total => total === 3,
  );
  const events = async (query: string, count: number) =>
    eventually(
      async () =>
        (
          await api(
            'get',
            `/events?event=invitation-write&order=oldest&${query}`,
            'administrator',
          )
        ).body.items as AuditEvent[],
      items => items?.length === count,
    );
  return { api, events, knex };
}

function clientOf(server: Server) {
  return (
    method: 'get' | 'post' | 'delete',
    path: string,
    who: Who,
    body?: object,
  ) =>
    request(server)
      [method](`/api/audit-log/v1${path}`)
      .set('Authorization', PEOPLE[who] ?? '')
      .send(body as any);
}

afterEach(stopMailServers);

describe.each(databases.eachSupportedId())('invitations on %s', databaseId => {
  it('tells the catalog at once who is invited, and nothing while that is the same', async () => {
    const { api } = await start(databaseId);
    const people = (query: object) =>
      api(
        'get',
        `/invitations/people?${new URLSearchParams({ ...query })}`,
        'service',
      );
    const { version } = (await people({})).body;
    expect((await people({ after: version })).status).toBe(304);

    const waiting = people({ after: version, wait: '30' });
    const answered = waiting.then(({ body }) => body.items);
    await api('post', '/invitations', 'administrator', {
      ...OFFER,
      emails: ['new.person@partner.example'],
    });
    expect(await answered).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ email: 'new.person@partner.example' }),
      ]),
    );
  });

  it('asks of everyone who they are and whether they may', async () => {
    const { api, events } = await start(databaseId);
    const invited = await api('post', '/invitations', 'administrator', OFFER);
    const { id } = invited.body.items[0].invitation;
    const calls: [
      Parameters<typeof api>[0],
      string,
      object | undefined,
      Partial<Record<Who, number>>,
    ][] = [
      ['get', '/invitations', undefined, { engineer: 403, service: 200 }],
      ['get', `/invitations/${id}`, undefined, { engineer: 403, service: 200 }],
      [
        'get',
        '/invitations/people',
        undefined,
        { administrator: 403, service: 200 },
      ],
      ['post', '/invitations', OFFER, { engineer: 403, service: 200 }],
      [
        'post',
        `/invitations/${id}/resend`,
        undefined,
        { engineer: 403, service: 200 },
      ],
      [
        'post',
        `/invitations/${id}/link`,
        undefined,
        { engineer: 403, service: 200 },
      ],
      [
        'post',
        '/invitations/delivery-reports',
        { messageId: 'm', action: 'failed' },
        { engineer: 403, administrator: 403, service: 404 },
      ],
      [
        'post',
        '/invitations/inspect',
        { token: 't' },
        { engineer: 404, service: 403 },
      ],
      [
        'post',
        '/invitations/accept',
        { token: 't' },
        { engineer: 404, service: 403 },
      ],
      [
        'delete',
        `/invitations/${id}`,
        undefined,
        { engineer: 403, service: 204 },
      ],
    ];
    for (const [method, path, body, expected] of calls) {
      for (const [who, status] of Object.entries({
        nobody: 401,
        ...expected,
      })) {
        const response = await api(method, path, who as Who, body);
        expect([method, path, who, response.status]).toEqual([
          method,
          path,
          who,
          status,
        ]);
      }
    }
    // What was refused is on record, with who asked for what.
    const denied = await events('outcome=denied', 6);
    expect(denied.map(event => [event.action, event.actor.ref])).toEqual([
      ['audit-log.invitation-write.create', 'user:default/ann'],
      ['audit-log.invitation-write.resend', 'user:default/ann'],
      ['audit-log.invitation-write.link', 'user:default/ann'],
      ['audit-log.invitation-write.delivery', 'user:default/ann'],
      ['audit-log.invitation-write.delivery', 'user:default/boss'],
      ['audit-log.invitation-write.revoke', 'user:default/ann'],
    ]);
    expect(denied[1].targets[0].ref).toBe(`invitation:${id}`);
    const failed = await events('outcome=failed', 3);
    expect(failed.map(({ action }) => action)).toEqual([
      'audit-log.invitation-write.delivery',
      'audit-log.invitation-write.inspect',
      'audit-log.invitation-write.accept',
    ]);
  });

  it('invites, is accepted, and has all of it on record without a token', async () => {
    const { api, events, knex } = await start(databaseId);
    const refused = await api('get', '/events', 'engineer');
    expect(refused.status).toBe(403);

    const { status, body } = await api(
      'post',
      '/invitations',
      'administrator',
      {
        ...OFFER,
        emails: ['Ann@example.org', 'nonsense', 'ann@example.org'],
        level: { kind: 'project', project: 'System:default/Retail' },
      },
    );
    expect(status).toBe(200);
    expect(body.items.map(({ result }: any) => result)).toEqual([
      'invited',
      'invalid',
      'repeated',
    ]);
    const [{ invitation, link }] = body.items;
    expect(invitation).toMatchObject({
      email: 'Ann@example.org',
      status: 'pending',
      roles: [{ ref: 'role:auditor', title: 'Auditor' }],
      level: { kind: 'project', project: 'system:default/retail' },
      createdBy: { ref: 'user:default/boss' },
      delivery: { state: 'link', attempts: 0 },
    });
    expect(link).toMatch(/^https:\/\/portal\.example\.org\/invitation#token=/);
    const token = tokenOf(link);

    const wrong = await api('post', '/invitations/inspect', 'other', { token });
    expect(wrong.body).toMatchObject({
      email: 'A***@example.org',
      fits: false,
      reason: expect.stringContaining('whose address the portal knows as eve@'),
    });
    const theft = await api('post', '/invitations/accept', 'other', { token });
    expect(theft.status).toBe(403);
    const right = await api('post', '/invitations/inspect', 'engineer', {
      token,
    });
    expect(right.body).toMatchObject({ email: 'Ann@example.org', fits: true });

    const accepted = await api('post', '/invitations/accept', 'engineer', {
      token,
    });
    expect(accepted.status).toBe(200);
    const replayed = await api('post', '/invitations/accept', 'engineer', {
      token,
    });
    expect(replayed.status).toBe(409);
    // It holds from the next request on.
    expect((await api('get', '/events', 'engineer')).status).toBe(200);
    const { body: after } = await api(
      'get',
      `/invitations/${invitation.id}`,
      'administrator',
    );
    expect(after).toMatchObject({
      status: 'accepted',
      acceptedBy: { ref: 'user:default/ann' },
    });

    const all = await events('', 4);
    expect(
      all.map(({ action, outcome, actor }) => [action, outcome, actor.ref]),
    ).toEqual([
      ['audit-log.invitation-write.create', 'succeeded', 'user:default/boss'],
      ['audit-log.invitation-write.accept', 'denied', 'user:default/eve'],
      ['audit-log.invitation-write.accept', 'succeeded', 'user:default/ann'],
      ['audit-log.invitation-write.accept', 'failed', 'user:default/ann'],
    ]);
    expect(all[0]).toMatchObject({
      targets: [
        { ref: `invitation:${invitation.id}` },
        { ref: 'role:auditor', title: 'Auditor' },
        { ref: 'system:default/retail' },
      ],
      projects: [{ ref: 'system:default/retail' }],
      meta: {
        emails: ['Ann@example.org', 'nonsense', 'ann@example.org'],
        results: ['invited', 'invalid', 'repeated'],
        after: [{ invitationId: invitation.id, email: 'Ann@example.org' }],
      },
    });
    expect(all[1].targets[0].ref).toBe(`invitation:${invitation.id}`);
    expect(all[2].meta).toMatchObject({
      invitedBy: 'user:default/boss',
      before: { assignments: [], groups: [] },
      after: {
        assignments: [
          {
            roleId: 'auditor',
            subject: 'user:default/ann',
            level: { kind: 'project', project: 'system:default/retail' },
          },
        ],
      },
      ownAccess: true,
    });
    // Not even where redaction had to take it out.
    expect(all.flatMap(({ redacted }) => redacted ?? [])).toEqual([]);
    for (const table of ['audit_events', 'access_invitations']) {
      expect(JSON.stringify(await knex(table))).not.toContain(token);
    }
  });

  it('sends e-mails where a mail server is set, and shows what came back', async () => {
    const { port, received } = await startMailServer();
    const { api, events, knex } = await start(databaseId, {
      host: '127.0.0.1',
      port,
      from: 'Portal <portal@example.org>',
    });
    const { body } = await api('post', '/invitations', 'administrator', OFFER);
    expect(body.items[0]).not.toHaveProperty('link');
    const path = `/invitations/${body.items[0].invitation.id}`;
    const stateOf = async () =>
      (await api('get', path, 'administrator')).body.delivery;
    await eventually(stateOf, ({ state }) => state === 'sent');
    const again = await api('post', `${path}/resend`, 'administrator');
    expect(again.status).toBe(429);
    expect(Number(again.headers['retry-after'])).toBeGreaterThan(0);

    const [{ message_id: messageId }] = await knex('access_invitations');
    const report = await api(
      'post',
      '/invitations/delivery-reports',
      'service',
      {
        messageId: `<${messageId}>`,
        action: 'failed',
        status: '5.1.1',
        diagnostic: 'No such user',
      },
    );
    expect(report.status).toBe(204);
    expect(await stateOf()).toMatchObject({
      state: 'bounced',
      reason: '5.1.1 No such user',
    });

    const [{ token }] = received;
    const accepted = await api('post', '/invitations/accept', 'engineer', {
      token,
    });
    expect(accepted.status).toBe(200);
    const all = await events('', 5);
    expect(all.map(({ meta }) => meta.actionType)).toEqual([
      'create',
      'delivery',
      'resend',
      'delivery',
      'accept',
    ]);
    expect(JSON.stringify(all)).not.toContain(token);
  });

  it('records a thousand addresses, none of them cut', async () => {
    const { api, events } = await start(databaseId);
    const emails = Array.from(
      { length: 1_000 },
      (_, i) => `somebody.with.a.long.name.${i}@department.example.org`,
    );
    const { body } = await api('post', '/invitations', 'administrator', {
      ...OFFER,
      emails,
    });
    expect(body.items).toHaveLength(1_000);
    const all = await events('', 25);
    expect(all.flatMap(({ truncated }) => truncated ?? [])).toEqual([]);
    expect(
      all
        .flatMap(({ meta }) => meta.after as any[])
        .map(({ email }) => email)
        .sort(),
    ).toEqual([...emails].sort());
    const first = await api(
      'get',
      '/invitations?limit=200&q=NAME.99',
      'service',
    );
    expect(first.body.total).toBe(11);
    const page = await api('get', '/invitations?limit=200', 'service');
    const next = await api(
      'get',
      `/invitations?limit=200&cursor=${page.body.nextCursor}`,
      'service',
    );
    expect(next.body.items).toHaveLength(200);
    const bad = await api('get', '/invitations?cursor=nonsense', 'service');
    expect(bad.status).toBe(400);
  });
});
