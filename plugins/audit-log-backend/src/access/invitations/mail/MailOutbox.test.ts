// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../../__testUtils__/eventually';
import { ACCESS_TABLES } from '../../../database/accessTables';
import { are } from '../__testUtils__/are';
import {
  startMailServer,
  stopMailServers,
  unusedPort,
} from '../__testUtils__/startMailServer';
import {
  BOSS,
  inviteAuditors,
  stopTestInvitations,
  testInvitations,
  tokenOf,
} from '../__testUtils__/testInvitations';
import { claimMail } from '../operations/claimMail';
import { hashToken } from '../token';
import { DEFAULT_MAIL_TIMEOUTS, MAIL_CONNECTIONS } from './MailTransport';

jest.setTimeout(180_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

afterEach(async () => {
  await stopTestInvitations();
  await stopMailServers();
});

describe.each(databases.eachSupportedId())('MailOutbox on %s', databaseId => {
  it('sends each address one e-mail, whose link works', async () => {
    const knex = await databases.init(databaseId);
    const { port, received } = await startMailServer();
    const { invitations, rows, events } = await testInvitations(knex, { port });
    invitations.start();
    await inviteAuditors(invitations, 'ann@example.org', 'bob@example.org');
    invitations.wake();

    const [row] = await eventually(rows, are('sent'));
    expect(received.map(({ to }) => to).sort()).toEqual([
      'ann@example.org',
      'bob@example.org',
    ]);
    const mail = received.find(({ to }) => to === row.email)!;
    expect(hashToken(mail.token)).toBe(row.token_hash);
    expect(mail.html).toContain(
      `href="https://portal.example.org/invitation#token=${mail.token}"`,
    );
    expect(mail.headers).toContain('Auto-Submitted: auto-generated');
    expect(mail.headers).toContain(`Message-ID: <${row.message_id}>`);
    expect(row.message_id).toMatch(/@example\.org$/);
    await eventually(
      async () => events,
      all => all.length === 2,
    );
    expect(events).toEqual(
      expect.arrayContaining([
        {
          eventId: 'invitation-write',
          outcome: 'succeeded',
          meta: {
            actionType: 'delivery',
            invitationId: row.id,
            email: row.email,
            delivery: 'sent',
            invitedBy: BOSS.ref,
          },
        },
      ]),
    );
  });

  it('waits for a mail server that is down, and does not hold up who invites', async () => {
    const knex = await databases.init(databaseId);
    const port = await unusedPort();
    const { invitations, rows } = await testInvitations(knex, { port });
    invitations.start();
    await inviteAuditors(invitations, 'ann@example.org');
    invitations.wake();
    const [waiting] = await eventually(rows, ([row]) => row.attempts > 2);
    expect(waiting.delivery_reason).toContain('ECONNREFUSED');

    const { received } = await startMailServer({ port });
    await eventually(rows, are('sent'));
    expect(received).toHaveLength(1);
  });

  it('tries again a server that does not greet', async () => {
    const knex = await databases.init(databaseId);
    let isSilent = true;
    const { port, received } = await startMailServer({
      onConnect(_session, callback) {
        if (!isSilent) {
          callback();
        }
      },
    });
    const { invitations, rows } = await testInvitations(knex, {
      port,
      timeouts: { ...DEFAULT_MAIL_TIMEOUTS, greetingMs: 500 },
    });
    invitations.start();
    await inviteAuditors(invitations, 'ann@example.org');
    await eventually(rows, ([{ delivery_reason: reason }]) =>
      /greeting/i.test(reason ?? ''),
    );
    isSilent = false;
    const [row] = await eventually(rows, are('sent'));
    expect(row.attempts).toBeGreaterThan(1);
    expect(received).toHaveLength(1);
  });

  it('says what a server refused, and does not try it again', async () => {
    const knex = await databases.init(databaseId);
    const { port, received } = await startMailServer({
      onRcptTo({ address }, _session, callback) {
        callback(
          address.startsWith('ann')
            ? refusal(550, 'No <such> user\u0007 here')
            : undefined,
        );
      },
    });
    const { invitations, rows, events } = await testInvitations(knex, { port });
    invitations.start();
    await inviteAuditors(invitations, 'ann@example.org', 'bob@example.org');
    const [ann, bob] = await eventually(rows, are('sent', 'refused'));
    expect(ann).toMatchObject({ delivery_state: 'refused', attempts: 1 });
    expect(ann.delivery_reason).toBe('550 No <such> user here');
    expect(bob.delivery_state).toBe('sent');
    expect(received).toHaveLength(1);
    await eventually(
      async () => events,
      all => all.length === 2,
    );
    expect(
      events.find(({ meta }) => meta.email === ann.email)?.outcome,
    ).toEqual(new Error('550 No <such> user here'));
  });

  it('tries again what a server does not take now', async () => {
    const knex = await databases.init(databaseId);
    const attempts: string[] = [];
    const { port, received } = await startMailServer({
      onRcptTo({ address }, _session, callback) {
        attempts.push(address);
        callback(
          attempts.length === 1 ? refusal(451, 'Try again later') : undefined,
        );
      },
    });
    const { invitations, rows } = await testInvitations(knex, { port });
    invitations.start();
    await inviteAuditors(invitations, 'ann@example.org');
    const [row] = await eventually(rows, are('sent'));
    expect(row.attempts).toBe(2);
    expect(received).toHaveLength(1);
    // Another token than that of the first attempt, which was never stored.
    expect(hashToken(received[0].token)).toBe(row.token_hash);
  });

  it('never sends again by itself what a server may have taken', async () => {
    const knex = await databases.init(databaseId);
    const { port, received } = await startMailServer({ breaks: 1 });
    const { invitations, rows } = await testInvitations(knex, { port });
    invitations.start();
    await inviteAuditors(invitations, 'ann@example.org');
    const [row] = await eventually(rows, are('unconfirmed'));
    expect(row.delivery_reason).toBeTruthy();

    // Everything that is due is sent before another one that is queued later.
    await inviteAuditors(invitations, 'bob@example.org');
    await eventually(rows, ([, bob]) => bob.delivery_state === 'sent');
    expect(received.map(({ to }) => to)).toEqual([
      'ann@example.org',
      'bob@example.org',
    ]);
    // Its link works, if it has arrived.
    expect(hashToken(received[0].token)).toBe(row.token_hash);
  });

  it('never sends again by itself what a process was sending when it died', async () => {
    const knex = await databases.init(databaseId);
    const { port, received } = await startMailServer();
    const { access, invitations, rows, events } = await testInvitations(knex, {
      port,
    });
    await inviteAuditors(invitations, 'ann@example.org');
    const claimed = await claimMail(knex, access.dialect, {
      claimedBy: 'who died',
      leaseMs: -1,
      tokenHash: hashToken('t'),
      now: Date.now(),
    });
    expect(claimed?.email).toBe('ann@example.org');

    invitations.start();
    const [row] = await eventually(rows, are('unconfirmed'));
    expect(row.delivery_reason).toContain('The process that was sending it');
    await eventually(
      async () => events,
      all => all.length === 1,
    );
    expect(events[0].meta.delivery).toBe('unconfirmed');
    expect(received).toEqual([]);

    // Somebody decides to.
    await knex(ACCESS_TABLES.invitations).update({
      delivery_at: access.dialect.writeTime(Date.now() - 120_000),
    });
    await invitations.changes.resend(row.id, BOSS, undefined);
    await eventually(rows, are('sent'));
    expect(received).toHaveLength(1);
  });

  it('sends hundreds from several replicas, each once', async () => {
    const knex = await databases.init(databaseId);
    const held: { until?: Promise<unknown> } = {};
    const { port, received } = await startMailServer({
      // Else the quicker one could have sent all of them by then.
      onMailFrom(_address, _session, callback) {
        held.until!.then(() => callback(), callback);
      },
    });
    const replicas = await Promise.all(
      [1, 2].map(() => testInvitations(knex, { port })),
    );
    const emails = Array.from({ length: 300 }, (_, i) => `p${i}@example.org`);
    await inviteAuditors(replicas[0].invitations, ...emails);
    held.until = eventually(
      replicas[0].rows,
      // More than one of them sends at once.
      all =>
        all.filter(({ delivery_state: state }) => state === 'sending').length >
        MAIL_CONNECTIONS,
      60_000,
    );
    replicas.forEach(({ invitations }) => invitations.start());
    await eventually(replicas[0].rows, are('sent'), 120_000);
    expect(received.map(({ to }) => to).sort()).toEqual([...emails].sort());
    const idsOf = async () =>
      replicas.map(({ events }) => events.map(({ meta }) => meta.invitationId));
    const ids = await eventually(
      idsOf,
      all => all.flat().length === emails.length,
    );
    // Both took part.
    expect(ids.every(({ length }) => length > 0)).toBe(true);
    expect(new Set(ids.flat()).size).toBe(ids.flat().length);
  });

  it('does not send what was revoked, or is handed over by hand, before it is sent', async () => {
    const knex = await databases.init(databaseId);
    const { port, received } = await startMailServer();
    const { invitations, rows } = await testInvitations(knex, { port });
    const [ann, bob] = await inviteAuditors(
      invitations,
      'ann@example.org',
      'bob@example.org',
    );
    await invitations.changes.revoke(ann.invitation!.id, {});
    const { link } = await invitations.changes.makeLink(
      bob.invitation!.id,
      BOSS,
      undefined,
    );
    await inviteAuditors(invitations, 'zoe@example.org');
    invitations.start();
    await eventually(rows, ([, , zoe]) => zoe.delivery_state === 'sent');
    expect(received.map(({ to }) => to)).toEqual(['zoe@example.org']);
    expect((await rows())[1].token_hash).toBe(hashToken(tokenOf(link)));
  });
});
