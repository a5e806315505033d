// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  OFFER,
  startInvitationsBackend,
} from './__testUtils__/startInvitationsBackend';

jest.setTimeout(60_000);
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const STRANGER = {
  ...OFFER,
  emails: ['new.person@partner.example'],
};

describe.each(databases.eachSupportedId())(
  'GET /invitations/people on %s',
  databaseId => {
    async function start() {
      const { api, backend, knex } = await startInvitationsBackend(
        databases,
        databaseId,
      );
      const people = (query: Record<string, string> = {}) =>
        api(
          'get',
          `/invitations/people?${new URLSearchParams(query)}`,
          'service',
        ).then(({ status, body }) => ({ status, body }));
      const invite = () =>
        api('post', '/invitations', 'administrator', STRANGER);
      return { backend, invite, knex, people };
    }

    it('tells all who wait at once, and nobody while it is the same', async () => {
      const { invite, people } = await start();
      const { version } = (await people()).body;
      expect((await people({ after: version })).status).toBe(304);

      const began = Date.now();
      const waiting = Promise.all(
        Array.from({ length: 50 }, () =>
          people({ after: version, wait: '30' }),
        ),
      );
      await invite();
      const answers = await waiting;
      expect(Date.now() - began).toBeLessThan(20_000);
      for (const { body } of answers) {
        expect(body.items).toEqual([
          expect.objectContaining({ email: STRANGER.emails[0] }),
        ]);
      }
    });

    it('tells at the end of the wait that an invitation has expired meanwhile', async () => {
      const { invite, knex, people } = await start();
      await invite();
      const { version, items } = (await people()).body;
      expect(items).toHaveLength(1);
      const waiting = people({ after: version, wait: '2' });
      const [{ created_at: past }] = await knex('access_invitations');
      await knex('access_invitations').update({ expires_at: past });
      const { status, body } = await waiting;
      expect([status, body.items]).toEqual([200, []]);
    });

    it('lets nobody wait when the backend stops', async () => {
      const { backend, people } = await start();
      const { version } = (await people()).body;
      const waiting = people({ after: version, wait: '30' });
      // It has arrived.
      await people();
      const began = Date.now();
      await backend.stop();
      expect((await waiting).status).toBe(304);
      expect(Date.now() - began).toBeLessThan(20_000);
    });
  },
);
