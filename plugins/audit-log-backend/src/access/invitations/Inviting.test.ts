// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { addGroup, give, GROUP } from './__testUtils__/givenAccess';
import {
  BOSS,
  inviteAuditors,
  knowPeople,
  person,
  testInvitations,
  tokenOf,
} from './__testUtils__/testInvitations';
import { hashToken } from './token';

const AUDITOR = { roles: ['auditor'], groups: [] };

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('Inviting on %s', databaseId => {
  async function start(options?: Parameters<typeof testInvitations>[1]) {
    return testInvitations(await databases.init(databaseId), options);
  }

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
