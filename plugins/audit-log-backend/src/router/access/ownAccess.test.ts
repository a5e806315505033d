// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import {
  startMembersBackend,
  type Who,
} from './__testUtils__/startMembersBackend';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const RETAIL = 'system:default/retail';

describe.each(databases.eachSupportedId())('one’s own access on %s', id => {
  let started: Awaited<ReturnType<typeof startMembersBackend<void>>>;

  beforeAll(async () => {
    started = await startMembersBackend(
      await databases.init(id),
      async facts => {
        const reader = await facts.role('Reader', ['LOG-MANAGEMENT']);
        const small = await facts.role('Small', ['catalog.entity.delete']);
        await facts.assignment(small, 'group:default/retail');
        await facts.assignment(reader, 'group:default/shop', {
          project: RETAIL,
        });
      },
    );
  });

  it('tells everyone what they may do', async () => {
    const me = async (who: Who) => (await started.get('/access/me', who)).body;
    const rest = {
      authorization: 'roles',
      catalog: { state: 'current', syncedAt: expect.any(String) },
      invitations: { mail: false, expireAfterDays: 7 },
    };
    expect(await me('jane')).toEqual({
      member: { ref: 'user:default/jane', title: 'Jane' },
      administrator: false,
      permissions: ['catalog.entity.delete'],
      projects: [{ ref: RETAIL }],
      ...rest,
    });
    expect(await me('administrator')).toEqual({
      member: { ref: 'user:default/boss', title: 'The Boss' },
      administrator: true,
      permissions: ['*'],
      ...rest,
    });
    expect(await me('auditor')).toMatchObject({
      administrator: false,
      permissions: [
        'access-control.read',
        'audit-log.export',
        'audit-log.read',
        'audit-log.verify',
        'audit-log.view',
      ],
    });
    expect(await me('joe')).toMatchObject({ permissions: [] });
    expect(await me('stranger')).toMatchObject({
      member: { ref: 'user:default/stranger' },
      permissions: ['catalog.entity.delete'],
      projects: [{ ref: RETAIL }],
    });
    expect((await started.get('/access/me', 'nobody')).status).toBe(401);
    expect((await started.get('/access/me', 'service')).status).toBe(403);
  });

  it('tells why the catalog cannot be read to those who see access', async () => {
    const { store } = started;
    const failedAt = store.dialect.writeTime(Date.now());
    const note = (failed_at: unknown, failure: string | null) =>
      store.knex('access_state').update({ failed_at, failure });
    const me = async (who: Who) => (await started.get('/access/me', who)).body;
    /** Once more where the backend has read the catalog in between, and has found that it can. */
    const whenFailing = (who: Who) =>
      eventually(
        async () => {
          await note(failedAt, 'connect ECONNREFUSED');
          return (await me(who)).catalog;
        },
        ({ state }) => state === 'stale',
      );
    const syncedAt = expect.any(String);
    expect(await whenFailing('auditor')).toEqual({
      state: 'stale',
      syncedAt,
      reason: 'connect ECONNREFUSED',
    });
    expect(await whenFailing('jane')).toEqual({ state: 'stale', syncedAt });
    await note(null, null);
    expect((await me('auditor')).catalog.state).toBe('current');
  });
});

it('says when the policy of the portal decides alone', async () => {
  const { get } = await startMembersBackend(
    await databases.init('SQLITE_3'),
    async () => {},
    { config: { authorization: 'framework' } },
  );
  const { body } = await get('/access/me', 'jane');
  expect(body.authorization).toBe('framework');
});
