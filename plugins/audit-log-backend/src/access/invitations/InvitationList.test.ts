// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import {
  inviteAuditors,
  testInvitations,
} from './__testUtils__/testInvitations';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'InvitationList on %s',
  databaseId => {
    async function start(options?: Parameters<typeof testInvitations>[1]) {
      return testInvitations(await databases.init(databaseId), options);
    }

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
  },
);
