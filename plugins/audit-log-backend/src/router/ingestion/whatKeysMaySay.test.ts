// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  BILLING,
  RETAIL,
  startIngestion,
} from './__testUtils__/startIngestion';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('A key on %s', databaseId => {
  let api: Awaited<ReturnType<typeof startIngestion>>;

  beforeAll(async () => {
    api = await startIngestion({ knex: await databases.init(databaseId) });
  });

  it('speaks of people only if it may, and never of plugins', async () => {
    const knowing = await api.newKey({ mayNamePeople: true });
    const actors = [
      { type: 'user', ref: 'User:Default/Jane', title: 'Not Jane' },
      { type: 'user', ref: 'jane@example.com' },
      { type: 'service', ref: 'plugin:catalog', via: 'plugin:scaffolder' },
      { type: 'service', ref: 'user:default/jane' },
      { type: 'anonymous' },
      undefined,
    ];
    const results = await api.report(
      knowing.authorization,
      actors.map((actor, index) => ({
        id: `actor-${index}`,
        source: 'ci',
        type: 'build',
        actor,
      })),
    );
    const recorded = await Promise.all(
      results.map(async ({ eventId }) => (await api.event(eventId)).actor),
    );
    const via = `key:${knowing.id}`;
    expect(recorded).toEqual([
      // By the name that the catalog has.
      { type: 'user', ref: 'user:default/jane', title: 'Jane', via },
      { type: 'user', ref: 'external:ci/jane@example.com', via },
      { type: 'service', ref: 'external:ci/plugin:catalog', via },
      { type: 'service', ref: 'external:ci/user:default/jane', via },
      { type: 'anonymous', via },
      { type: 'service', ref: 'external:ci', via },
    ]);
  });

  it('is kept within its projects', async () => {
    const limited = await api.newKey({ projects: [RETAIL] });
    const of = (id: string, more: object) => ({
      id: `project-${id}`,
      source: 'ci',
      type: 'build',
      ...more,
    });
    const results = await api.report(limited.authorization, [
      of('1', { projects: [RETAIL] }),
      of('2', { projects: [RETAIL, BILLING] }),
      of('3', { targets: ['component:default/shop'] }),
      of('4', { targets: ['component:default/ledger', BILLING] }),
      of('5', { projects: ['component:default/shop'] }),
    ]);
    expect(results.map(({ status, reason }) => [status, reason])).toEqual([
      ['accepted', undefined],
      ['quarantined', 'project'],
      ['accepted', undefined],
      ['accepted', undefined],
      ['quarantined', 'invalid'],
    ]);
    const { eventId } = results[3];
    expect(await api.event(eventId)).toMatchObject({
      projects: [],
      labels: ['external', 'outside-projects'],
    });
    expect((await api.event(results[2].eventId)).projects).toEqual([
      { ref: RETAIL },
    ]);
  });
});
