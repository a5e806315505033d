// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../database/accessTables';
import { granterByPolicy } from '../Granter';
import type { AccessStore } from '../store/AccessStore';
import {
  BOSS,
  inviteAuditors,
  knowPeople,
  person,
  testInvitations,
  tokenOf,
} from './__testUtils__/testInvitations';
import { hashToken } from './token';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const AUDITOR = { roles: ['auditor'], groups: [] };
const GROUP = 'local-group:7b3c1d7e-4a55-4e3d-9f0b-0a6f3a1d7c11';

const assign = (
  knex: Knex,
  role: string,
  subject: string,
  started_at: unknown,
) =>
  knex(ACCESS_TABLES.assignments).insert({
    id: `${role} ${subject}`,
    role_id: role,
    subject_ref: subject,
    project: '',
    fixed: false,
    started_at,
  });

async function addGroup(access: AccessStore, role?: string) {
  await access.change({}, async ({ knex, dialect, now }) => {
    const started_at = dialect.writeTime(now);
    await knex(ACCESS_TABLES.groupVersions).insert({
      group_ref: GROUP,
      version: 1,
      name: 'Reviewers',
      name_key: 'reviewers',
      description: '',
      started_at,
    });
    if (role) {
      await assign(knex, role, GROUP, started_at);
    }
  });
}

const give = (access: AccessStore, role: string, subject: string) =>
  access.change({}, ({ knex, dialect, now }) =>
    assign(knex, role, subject, dialect.writeTime(now)),
  );

const take = (access: AccessStore, role: string, subject: string) =>
  access.change({}, ({ knex, dialect, now }) =>
    knex(ACCESS_TABLES.assignments)
      .where({ id: `${role} ${subject}` })
      .update({ ended_at: dialect.writeTime(now) }),
  );

const rolesOf = async (access: AccessStore, ref: string) =>
  (await access.fresh()).rolePaths(ref).map(({ assignment }) => ({
    role: assignment.role,
    project: assignment.project,
    by: assignment.origin.by,
    operationId: assignment.origin.operationId,
  }));

describe.each(databases.eachSupportedId())('Invitations on %s', databaseId => {
  async function start(options?: Parameters<typeof testInvitations>[1]) {
    return testInvitations(await databases.init(databaseId), options);
  }

  describe('inviting', () => {
    it('answers for each address, and keeps no token', async () => {
      const { invitations, rows } = await start();
      const results = await inviteAuditors(
        invitations,
        'ann@example.org',
        'not an address',
        'Ann@Example.org',
        'bob@example.org\r\nBcc: spy@example.org',
      );
      expect(results.map(({ email, result }) => [email, result])).toEqual([
        ['ann@example.org', 'invited'],
        ['not an address', 'invalid'],
        ['Ann@Example.org', 'repeated'],
        ['bob@example.org\r\nBcc: spy@example.org', 'invalid'],
      ]);
      expect(results[1].reason).toMatch(/spaces/);
      const token = tokenOf(results[0].link);
      const stored = await rows();
      expect(stored).toHaveLength(1);
      expect(stored[0].token_hash).toBe(hashToken(token));
      expect(JSON.stringify(stored)).not.toContain(token);
    });

    it('renews a pending invitation of the same address, whatever its case', async () => {
      const { access, invitations, rows } = await start();
      await addGroup(access);
      const [first] = await inviteAuditors(invitations, 'ann@example.org');
      const [again] = await invitations.inviting.invite(
        BOSS,
        { roles: [], groups: [GROUP] },
        [{ email: 'ANN@example.org' }],
      );
      expect(again.result).toBe('renewed');
      expect(again.before).toEqual({ roles: ['auditor'], groups: [] });
      expect(again.invitation).toMatchObject({
        id: first.invitation!.id,
        roles: ['auditor'],
        groups: [GROUP],
      });
      // At another level, what is offered later.
      const [other] = await invitations.inviting.invite(
        BOSS,
        { ...AUDITOR, project: 'system:default/retail' },
        [{ email: 'ann@example.org' }],
      );
      expect(other.invitation).toMatchObject({
        roles: ['auditor'],
        groups: [],
        project: 'system:default/retail',
      });
      expect(await rows()).toHaveLength(1);
      await expect(
        invitations.acceptance.inspect(tokenOf(first.link), 'user:default/ann'),
      ).rejects.toThrow('There is no invitation with this link');
    });

    it('invites a thousand at once', async () => {
      const { invitations, rows } = await start();
      const emails = Array.from({ length: 1_000 }, (_, i) => `p${i}@x.org`);
      const results = await inviteAuditors(invitations, ...emails);
      expect(results.every(({ result }) => result === 'invited')).toBe(true);
      const stored = await rows();
      expect(stored).toHaveLength(1_000);
      expect(new Set(stored.map(row => row.person_name)).size).toBe(1_000);
      const page = await invitations.list.page({ now: Date.now() }, 200);
      expect(page).toMatchObject({ total: 1_000 });
    });

    it('limits how many are invited within an hour', async () => {
      const { invitations } = await start({ mostPerHour: 2 });
      await inviteAuditors(invitations, 'a@x.org', 'b@x.org');
      // Those who are invited already do not count.
      await inviteAuditors(invitations, 'a@x.org');
      await expect(
        inviteAuditors(invitations, 'b@x.org', 'c@x.org'),
      ).rejects.toMatchObject({
        name: 'TooManyRequestsError',
        statusCode: 429,
      });
    });

    it('offers what there is, and nothing but', async () => {
      const { access, invitations } = await start();
      const invite = (offer: object) =>
        invitations.inviting.invite(BOSS, { roles: [], groups: [], ...offer }, [
          { email: 'a@x.org' },
        ]);
      await expect(invite({})).rejects.toThrow('roles: must have at least one');
      await expect(invite({ roles: ['gone'] })).rejects.toThrow(
        'roles: there is no role gone',
      );
      await expect(invite({ groups: [GROUP] })).rejects.toThrow(
        'groups: there is no local group',
      );
      await expect(
        invite({ roles: ['administrator'], project: 'system:default/x' }),
      ).rejects.toThrow('for the whole organization only');
      await access.changeDirectory(knex =>
        knex(ACCESS_TABLES.catalogGroups).insert({
          ref: 'group:default/team',
          title: 'Team',
          description: '',
          started_at: access.dialect.writeTime(Date.now()),
        }),
      );
      await expect(invite({ groups: ['group:default/team'] })).rejects.toThrow(
        'is a group of the catalog',
      );
    });

    it('lets nobody offer what they do not hold', async () => {
      const { access, invitations, rows } = await start();
      await addGroup(access, 'administrator');
      await give(access, 'auditor', 'user:default/eve');
      const invite = (offer: object) =>
        invitations.inviting.invite(
          person('eve'),
          { roles: [], groups: [], ...offer },
          [{ email: 'a@x.org' }],
        );
      await expect(invite({ roles: ['administrator'] })).rejects.toThrow(
        'the role Administrator gives every permission for the organization',
      );
      await expect(invite({ groups: [GROUP] })).rejects.toThrow(
        'the group Reviewers gives every permission',
      );
      expect(await rows()).toEqual([]);

      // Nor what somebody else offered before.
      await invitations.inviting.invite(
        BOSS,
        { roles: ['administrator'], groups: [] },
        [{ email: 'a@x.org' }],
      );
      const [result] = await invite({ roles: ['auditor'] });
      expect(result).toMatchObject({
        result: 'invalid',
        reason: expect.stringContaining('more than you hold yourself'),
      });
      const [row] = await rows();
      await expect(
        invitations.changes.resend(row.id, person('eve'), undefined),
      ).rejects.toThrow('You can only offer what you hold');
      await expect(
        invitations.changes.makeLink(row.id, person('eve'), undefined),
      ).rejects.toThrow('You can only offer what you hold');
    });

    it('binds whom the catalog knows, and names others as nobody is named', async () => {
      const { access, invitations, rows } = await start();
      await knowPeople(access, [
        { ref: 'user:default/ann', email: 'Ann@Example.org' },
        { ref: 'user:default/twin-1', email: 'twins@example.org' },
        { ref: 'user:default/twin-2', email: 'twins@example.org' },
        { ref: 'user:default/jane' },
      ]);
      await give(access, 'auditor', 'user:default/eve');
      await inviteAuditors(
        invitations,
        'ann@example.org',
        // An administrator of the configuration, and one who has a role: not to become them.
        'boss@evil.example',
        'eve@evil.example',
        'jane@example.org',
        'jane@other.example',
        'Zoë.O’Hara+x@example.org'.replace('’', "'"),
        'twins@example.org',
        '++@example.org',
      );
      const bindings = Object.fromEntries(
        (await rows()).map(row => [
          row.email_key,
          row.person_ref ?? row.person_name,
        ]),
      );
      expect(bindings).toEqual({
        'ann@example.org': 'user:default/ann',
        'boss@evil.example': 'boss-2',
        'eve@evil.example': 'eve-2',
        'jane@example.org': 'jane-2',
        'jane@other.example': 'jane-3',
        "zoë.o'hara+x@example.org": 'zoe-o-hara-x',
        'twins@example.org': null,
        '++@example.org': 'invited',
      });
    });
  });

  describe('accepting', () => {
    it('gives what was offered, in the name of who offered it, once', async () => {
      const { access, invitations } = await start();
      await addGroup(access);
      await knowPeople(access, [
        { ref: 'user:default/ann', email: 'ANN@example.org' },
      ]);
      const [{ link, invitation }] = await invitations.inviting.invite(
        BOSS,
        { roles: ['auditor'], groups: [GROUP], project: 'system:default/x' },
        [{ email: 'ann@example.org' }],
      );
      const token = tokenOf(link);
      const opened = await invitations.acceptance.inspect(
        token,
        'user:default/ann',
      );
      expect(opened.problem).toBeUndefined();
      expect(opened.isTheirs).toBe(true);
      expect(await rolesOf(access, 'user:default/ann')).toEqual([]);

      const accepted = await Promise.allSettled(
        [1, 2, 3].map(() =>
          invitations.acceptance.accept(token, 'user:default/ann', 'op-1'),
        ),
      );
      expect(accepted.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
      ]);
      expect(await rolesOf(access, 'user:default/ann')).toEqual([
        {
          role: 'auditor',
          project: 'system:default/x',
          by: BOSS.ref,
          operationId: 'op-1',
        },
      ]);
      const model = await access.fresh();
      expect([...model.membersOf(GROUP)]).toEqual(['user:default/ann']);
      await expect(
        invitations.acceptance.accept(token, 'user:default/ann', undefined),
      ).rejects.toThrow('You have accepted this invitation before');
      await expect(
        invitations.acceptance.inspect(token, 'user:default/eve'),
      ).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('was used already'),
      });
      await expect(
        invitations.changes.revoke(invitation!.id, {}),
      ).rejects.toThrow('is accepted and cannot be revoked');
    });

    it('is for nobody but whom it was sent to, and says why', async () => {
      const { access, invitations } = await start();
      await knowPeople(access, [
        { ref: 'user:default/eve', email: 'eve@example.org' },
      ]);
      const [{ link, invitation }] = await inviteAuditors(
        invitations,
        'jane@example.org',
      );
      const token = tokenOf(link);
      const provided = `user:default/${invitation!.personName}`;
      for (const [ref, known] of [
        [
          'user:default/eve',
          'whose address the portal knows as eve@example.org',
        ],
        ['user:default/mallory', 'of whom the portal knows no address'],
      ]) {
        const { isTheirs, problem } = await invitations.acceptance.inspect(
          token,
          ref,
        );
        expect(isTheirs).toBe(false);
        expect(problem).toContain(`signed in as ${ref}, ${known}`);
        expect(problem).toContain('for j***@example.org');
        await expect(
          invitations.acceptance.accept(token, ref, undefined),
        ).rejects.toMatchObject({ name: 'NotAllowedError', message: problem });
        expect(await rolesOf(access, ref)).toEqual([]);
      }
      // Somebody else whom a directory calls by the same name since.
      await knowPeople(access, [{ ref: provided, email: 'other@example.org' }]);
      await expect(
        invitations.acceptance.accept(token, provided, undefined),
      ).rejects.toThrow('whose address the portal knows as other@example.org');
    });

    it('is for the User that the catalog was given for it', async () => {
      const { access, invitations } = await start();
      const [{ link, invitation }] = await inviteAuditors(
        invitations,
        'jane@example.org',
      );
      const provided = `user:default/${invitation!.personName}`;
      expect(await invitations.list.people()).toEqual([
        {
          id: invitation!.id,
          name: invitation!.personName,
          email: 'jane@example.org',
        },
      ]);
      await invitations.acceptance.accept(tokenOf(link), provided, undefined);
      expect(await rolesOf(access, provided)).toHaveLength(1);
      expect(await invitations.list.people()).toHaveLength(1);
      // Until a directory knows them.
      await knowPeople(access, [
        { ref: 'user:default/jane-of-ldap', email: 'Jane@example.org' },
      ]);
      expect(await invitations.list.people()).toEqual([]);
    });

    it('tells a used, revoked or expired link only from one that never was', async () => {
      const { access, invitations } = await start();
      const [revoked, expired, resent] = await inviteAuditors(
        invitations,
        'a@x.org',
        'b@x.org',
        'c@x.org',
      );
      await invitations.changes.revoke(revoked.invitation!.id, {});
      await access
        .knex(ACCESS_TABLES.invitations)
        .where({ id: expired.invitation!.id })
        .update({ expires_at: access.dialect.writeTime(Date.now() - 1) });
      const { link } = await invitations.changes.resend(
        resent.invitation!.id,
        BOSS,
        undefined,
      );
      const accept = (token: string) =>
        invitations.acceptance.accept(token, 'user:default/a', undefined);
      await expect(accept(tokenOf(revoked.link))).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('was revoked'),
      });
      await expect(accept(tokenOf(expired.link))).rejects.toMatchObject({
        name: 'ConflictError',
        message: expect.stringContaining('has expired'),
      });
      for (const token of ['guess', 'x'.repeat(43), tokenOf(resent.link)]) {
        await expect(accept(token)).rejects.toMatchObject({
          name: 'NotFoundError',
        });
      }
      await expect(accept(tokenOf(link))).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      // Nobody who is not to come is provided, and an expired one can be sent again.
      expect(
        (await invitations.list.people()).map(({ email }) => email),
      ).toEqual(['c@x.org']);
      await invitations.changes.resend(expired.invitation!.id, BOSS, undefined);
      expect(await invitations.list.people()).toHaveLength(2);
      await expect(
        invitations.changes.resend(revoked.invitation!.id, BOSS, undefined),
      ).rejects.toThrow('is revoked and cannot be sent any more');
    });

    it('is refused when whoever invited lost what they offered', async () => {
      const { access, invitations } = await start();
      await knowPeople(access, [
        { ref: 'user:default/ann', email: 'ann@x.org' },
        { ref: 'user:default/eve' },
      ]);
      await give(access, 'auditor', 'user:default/eve');
      const [{ link, invitation }] = await invitations.inviting.invite(
        person('eve'),
        AUDITOR,
        [{ email: 'ann@x.org' }],
      );
      await take(access, 'auditor', 'user:default/eve');
      const accept = (given = link) =>
        invitations.acceptance.accept(
          tokenOf(given),
          'user:default/ann',
          undefined,
        );
      await expect(accept()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringMatching(/does not hold any more.*another admin/),
      });
      expect(await rolesOf(access, 'user:default/ann')).toEqual([]);
      // Somebody else may stand for it.
      const { link: other } = await invitations.changes.resend(
        invitation!.id,
        BOSS,
        undefined,
      );
      await accept(other);
      expect(await rolesOf(access, 'user:default/ann')).toHaveLength(1);
    });

    it('goes by the policy where that decides alone, and for services', async () => {
      const { access, invitations } = await start({ mode: 'framework' });
      await knowPeople(access, [
        { ref: 'user:default/ann', email: 'ann@x.org' },
      ]);
      const granter = granterByPolicy('user:default/any');
      const [{ link }] = await invitations.inviting.invite(granter, AUDITOR, [
        { email: 'ann@x.org' },
      ]);
      await invitations.acceptance.accept(
        tokenOf(link),
        'user:default/ann',
        undefined,
      );
      expect(await rolesOf(access, 'user:default/ann')).toHaveLength(1);
    });

    it('leaves out and names what is gone', async () => {
      const { access, invitations } = await start();
      await addGroup(access);
      await knowPeople(access, [
        { ref: 'user:default/ann', email: 'ann@x.org' },
      ]);
      const [both, groupOnly] = await Promise.all([
        invitations.inviting.invite(
          BOSS,
          { roles: ['auditor'], groups: [GROUP] },
          [{ email: 'ann@x.org' }],
        ),
        invitations.inviting.invite(BOSS, { roles: [], groups: [GROUP] }, [
          { email: 'bob@x.org' },
        ]),
      ]);
      await access.change({}, ({ knex, dialect, now }) =>
        knex(ACCESS_TABLES.groupVersions).update({
          ended_at: dialect.writeTime(now),
        }),
      );
      const accepted = await invitations.acceptance.accept(
        tokenOf(both[0].link),
        'user:default/ann',
        undefined,
      );
      expect(accepted.gone).toEqual({ roles: [], groups: [GROUP] });
      expect(accepted.offer).toEqual({ roles: ['auditor'], groups: [] });
      await expect(
        invitations.acceptance.inspect(
          tokenOf(groupOnly[0].link),
          'user:default/bob',
        ),
      ).rejects.toThrow('have been deleted since');
    });

    it('does not let anybody try links without end', async () => {
      const { invitations } = await start({
        attempts: { perPerson: 2, perProcess: 4, windowMs: 3_600_000 },
      });
      const guess = (name: string) =>
        invitations.acceptance.inspect('guess', `user:default/${name}`);
      const refused = { name: 'TooManyRequestsError', statusCode: 429 };
      const unknown = { name: 'NotFoundError' };
      await expect(guess('eve')).rejects.toMatchObject(unknown);
      await expect(guess('eve')).rejects.toMatchObject(unknown);
      await expect(guess('eve')).rejects.toMatchObject(refused);
      await expect(guess('bob')).rejects.toMatchObject(unknown);
      await expect(guess('bob')).rejects.toMatchObject(unknown);
      await expect(guess('zoe')).rejects.toMatchObject(refused);
    });
  });

  it('pages by one as by many, whatever is searched for', async () => {
    const { access, invitations } = await start();
    const results = await inviteAuditors(
      invitations,
      'a_b@x.org',
      'aXb@x.org',
      'c%d@x.org',
      'e@x.org',
      'MÜ@x.org',
    );
    const [first] = results;
    await invitations.changes.revoke(first.invitation!.id, {});
    const all = async (search: object, limit: number) => {
      const found: string[] = [];
      let position;
      do {
        const page: Awaited<ReturnType<typeof invitations.list.page>> =
          await invitations.list.page(
            { now: Date.now(), ...search },
            limit,
            position,
          );
        found.push(...page.items.map(({ email }) => email));
        position = page.next;
      } while (position);
      return found;
    };
    // All were made within the same millisecond: their ids decide.
    const everyone = await all({}, 100);
    expect(everyone).toHaveLength(5);
    expect(await all({}, 1)).toEqual(everyone);
    expect(await all({}, 2)).toEqual(everyone);
    expect(await all({ q: 'A_B' }, 1)).toEqual(['a_b@x.org']);
    expect(await all({ q: '%' }, 1)).toEqual(['c%d@x.org']);
    expect(await all({ q: 'mü' }, 1)).toEqual(['MÜ@x.org']);
    expect(await all({ status: 'revoked' }, 1)).toEqual(['a_b@x.org']);
    expect(await all({ status: 'pending' }, 1)).toHaveLength(4);
    expect(await all({ status: 'accepted' }, 1)).toEqual([]);
    await access.knex(ACCESS_TABLES.invitations).update({
      expires_at: access.dialect.writeTime(Date.now() - 1),
    });
    expect(await all({ status: 'expired' }, 3)).toHaveLength(4);
  });

  it('notes what came back', async () => {
    // Nothing is sent: no worker is started.
    const { access, invitations, rows } = await start({ port: 1 });
    await inviteAuditors(invitations, 'a@x.org');
    const [{ message_id: messageId }] = await rows();
    const report = {
      messageId: `<${messageId}>`,
      action: 'failed' as const,
      status: '5.1.1',
      diagnostic: 'No such\r\nuser',
    };
    await expect(invitations.reports.note(report)).rejects.toThrow(
      'is not that of the last e-mail',
    );
    const set = (state: string) =>
      access.knex(ACCESS_TABLES.invitations).update({ delivery_state: state });
    await set('sent');
    await invitations.reports.note({ ...report, action: 'delayed' });
    expect((await rows())[0].delivery_state).toBe('sent');
    await invitations.reports.note(report);
    expect((await rows())[0]).toMatchObject({
      delivery_state: 'bounced',
      delivery_reason: '5.1.1 No such user',
    });
    await set('unconfirmed');
    await invitations.reports.note({ ...report, action: 'delivered' });
    expect((await rows())[0]).toMatchObject({
      delivery_state: 'sent',
      delivery_reason: null,
    });
  });
});
