// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { InvitationResult } from 'backstage-plugin-audit-log-common';
import {
  startMailServer,
  stopMailServers,
} from '../../access/invitations/__testUtils__/startMailServer';
import { tokenOf } from '../../access/invitations/__testUtils__/testInvitations';
import { eventually } from '../../__testUtils__/eventually';
import {
  OFFER,
  startInvitationsBackend,
} from './__testUtils__/startInvitationsBackend';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

afterEach(stopMailServers);

describe.each(databases.eachSupportedId())('invitations on %s', databaseId => {
  it('invites, is accepted, and has all of it on record without a token', async () => {
    const { api, events, knex } = await startInvitationsBackend(
      databases,
      databaseId,
    );
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
    expect(body.items.map(({ result }: InvitationResult) => result)).toEqual([
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
    const { api, events, knex } = await startInvitationsBackend(
      databases,
      databaseId,
      {
        host: '127.0.0.1',
        port,
        from: 'Portal <portal@example.org>',
      },
    );
    const { body } = await api('post', '/invitations', 'administrator', OFFER);
    expect(body.items[0]).not.toHaveProperty('link');
    const path = `/invitations/${body.items[0].invitation.id}`;
    const stateOf = async () =>
      (await api('get', path, 'administrator')).body.delivery;
    await eventually(stateOf, ({ state }) => state === 'sent');
    // Written down first, and then recorded.
    await events('', 2);
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
    const { api, events } = await startInvitationsBackend(
      databases,
      databaseId,
    );
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
        .flatMap(({ meta }) => meta.after as { readonly email: string }[])
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
