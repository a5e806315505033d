// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import { AccessStore } from '../../access/store/AccessStore';
import {
  OFFER,
  startInvitationsBackend,
} from './__testUtils__/startInvitationsBackend';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** As setTimeout has it. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const STRANGER = {
  ...OFFER,
  emails: ['new.person@partner.example'],
};

describe.each(databases.eachSupportedId())(
  'GET /invitations/people on %s',
  databaseId => {
    afterEach(() => jest.restoreAllMocks());

    /** Whoever waits is not answered because time goes by; gives how many have begun to wait. */
    function withoutEnd() {
      const { waitForOther } = AccessStore.prototype;
      const waits = jest
        .spyOn(AccessStore.prototype, 'waitForOther')
        .mockImplementation(function wait(
          this: AccessStore,
          version,
          _milliseconds,
          signal,
        ) {
          return waitForOther.call(this, version, LONGEST_TIMER_MS, signal);
        });
      return (count: number) =>
        eventually(
          async () => waits.mock.calls.length,
          begun => begun >= count,
        );
    }

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

      const begun = withoutEnd();
      const waiting = Promise.all(
        Array.from({ length: 50 }, () =>
          people({ after: version, wait: '30' }),
        ),
      );
      await begun(50);
      await invite();
      const answers = await waiting;
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
      const begun = withoutEnd();
      const waiting = people({ after: version, wait: '30' });
      await begun(1);
      await backend.stop();
      expect((await waiting).status).toBe(304);
    });
  },
);
