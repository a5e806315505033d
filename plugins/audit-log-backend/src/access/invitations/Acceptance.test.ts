// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { changesBy } from '../__testUtils__/changesBy';
import { granterByPolicy } from '../Granter';
import {
  addGroup,
  give,
  GROUP,
  rolesOf,
  take,
} from './__testUtils__/givenAccess';
import {
  BOSS,
  inviteAuditors,
  knowPeople,
  person,
  testInvitations,
  tokenOf,
} from './__testUtils__/testInvitations';

const AUDITOR = { roles: ['auditor'], groups: [] };

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('Acceptance on %s', databaseId => {
  async function start(options?: Parameters<typeof testInvitations>[1]) {
    return testInvitations(await databases.init(databaseId), options);
  }

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
      ['user:default/eve', 'whose address the portal knows as eve@example.org'],
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
    expect((await invitations.list.people()).map(({ email }) => email)).toEqual(
      ['c@x.org'],
    );
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
    await knowPeople(access, [{ ref: 'user:default/ann', email: 'ann@x.org' }]);
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

  it('offers what there still is, and is revoked when that is nothing', async () => {
    const { access, invitations, rows } = await start();
    await addGroup(access);
    await knowPeople(access, [{ ref: 'user:default/ann', email: 'ann@x.org' }]);
    const offers = [
      { roles: ['auditor'], groups: [GROUP] },
      { roles: [], groups: [GROUP] },
    ];
    const [both, only] = await Promise.all(
      offers.map((offer, index) =>
        invitations.inviting.invite(BOSS, offer, [
          { email: `${['ann', 'bob'][index]}@x.org` },
        ]),
      ),
    );
    // Also when it has expired, since it can be sent again.
    await access.knex(ACCESS_TABLES.invitations).update({
      expires_at: access.dialect.writeTime(Date.now() - 1),
    });
    await changesBy(access, 'boss').deleteGroup(GROUP, 1);
    const [ann, bob] = await rows();
    expect([ann.groups, ann.revoked_at]).toEqual(['[]', null]);
    expect(bob).toMatchObject({ groups: `["${GROUP}"]`, revoked_by: BOSS.ref });

    const { link } = await invitations.changes.resend(
      both[0].invitation!.id,
      BOSS,
      undefined,
    );
    const accepted = await invitations.acceptance.accept(
      tokenOf(link),
      'user:default/ann',
      undefined,
    );
    expect(accepted.after.groups).toEqual([]);
    expect(await rolesOf(access, 'user:default/ann')).toHaveLength(1);
    await expect(
      invitations.acceptance.inspect(tokenOf(only[0].link), 'user:default/bob'),
    ).rejects.toThrow('what it offered has been deleted');
    await expect(
      invitations.changes.resend(bob.id, BOSS, undefined),
    ).rejects.toThrow('is revoked and cannot be sent any more');
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
