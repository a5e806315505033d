// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import {
  inviteAuditors,
  testInvitations,
} from './__testUtils__/testInvitations';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'DeliveryReports on %s',
  databaseId => {
    async function start(options?: Parameters<typeof testInvitations>[1]) {
      return testInvitations(await databases.init(databaseId), options);
    }

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
        access
          .knex(ACCESS_TABLES.invitations)
          .update({ delivery_state: state });
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
  },
);
