// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../../__testUtils__/eventually';
import { ACCESS_TABLES } from '../../../database/accessTables';
import { are } from '../__testUtils__/are';
import {
  startMailServer,
  stopMailServers,
} from '../__testUtils__/startMailServer';
import {
  BOSS,
  stopTestInvitations,
  testInvitations,
} from '../__testUtils__/testInvitations';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

afterEach(async () => {
  await stopTestInvitations();
  await stopMailServers();
});

describe.each(databases.eachSupportedId())('MailOutbox on %s', databaseId => {
  it('writes names as text, whatever they hold', async () => {
    const knex = await databases.init(databaseId);
    const { port, received } = await startMailServer();
    const { access, invitations, rows } = await testInvitations(knex, { port });
    const period = { started_at: access.dialect.writeTime(Date.now()) };
    await access.change({}, async transaction => {
      await transaction.knex(ACCESS_TABLES.roleVersions).insert({
        role_id: 'r1',
        version: 1,
        name: '<img src=x onerror="alert(1)"> & co',
        name_key: 'x',
        description: '',
        permissions: '[]',
        ...period,
      });
    });
    await access.changeDirectory(async transaction => {
      await transaction(ACCESS_TABLES.people).insert({
        ref: 'user:default/boss',
        title: 'Boss\r\nBcc: spy@example.org <b>',
        source: 'catalog',
        ...period,
      });
    });
    await invitations.inviting.invite(BOSS, { roles: ['r1'], groups: [] }, [
      { email: 'ann@example.org' },
    ]);
    invitations.start();
    await eventually(rows, are('sent'));
    const [{ headers, html, to }] = received;
    expect(to).toBe('ann@example.org');
    expect(headers).not.toMatch(/^Bcc/im);
    expect(headers).toContain(
      'Subject: Boss Bcc: spy@example.org <b> invites you to Portal',
    );
    expect(html).toContain(
      'Role &lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; co',
    );
    expect(html).toContain('Boss Bcc: spy@example.org &lt;b&gt; invites you');
    expect(html).not.toMatch(/<img|<b>/);
  });
});
