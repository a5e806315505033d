// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  OFFER,
  startInvitationsBackend,
  type Who,
} from './__testUtils__/startInvitationsBackend';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('invitations on %s', databaseId => {
  it('asks of everyone who they are and whether they may', async () => {
    const { api, events } = await startInvitationsBackend(
      databases,
      databaseId,
    );
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
});
