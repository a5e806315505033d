// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { changesBy, forProject } from '../__testUtils__/changesBy';
import { JANE, OMAR, RETAIL } from '../__testUtils__/managedAccess';
import { testStore } from '../__testUtils__/testStore';
import { managedGroups } from './__testUtils__/managedGroups';
import { listGroupMembers } from './listGroupMembers';
import { listGroups } from './listGroups';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('groups on %s', databaseId => {
  const start = async () => managedGroups(await databases.init(databaseId));

  it('of the catalog and local ones are shown alike', async () => {
    const { boss, reading, reviewers, details } = await start();
    await boss.assign([reading], ['group:default/retail']);
    await boss.assign([reading], [reviewers], forProject(RETAIL));
    await boss.addMembers(reviewers, [JANE]);
    expect(await details(reviewers)).toMatchObject({
      ref: reviewers,
      title: 'Reviewers',
      description: '<i>they</i> review 🔍',
      source: 'local',
      memberCount: 1,
      version: 1,
      roles: [
        {
          role: { ref: `role:${reading}`, title: 'Reading' },
          level: forProject(RETAIL),
        },
      ],
      assignments: [
        {
          subject: { ref: reviewers, title: 'Reviewers' },
          grant: {
            by: { ref: 'user:default/boss', title: 'Boss' },
            since: expect.any(String),
          },
        },
      ],
      inherited: [],
      children: [],
    });
    const checkout = await details('Group:default/Checkout');
    expect(checkout).toMatchObject({
      ref: 'group:default/checkout',
      source: 'catalog',
      parent: { ref: 'group:default/retail', title: 'Retail' },
      memberCount: 1,
      roles: [],
      assignments: [],
      inherited: [
        {
          role: { title: 'Reading' },
          subject: { ref: 'group:default/retail', title: 'Retail' },
        },
      ],
    });
    expect(checkout).not.toHaveProperty('version');
    expect(await details('group:default/retail')).toMatchObject({
      memberCount: 2,
      children: [{ ref: 'group:default/checkout', title: 'Checkout' }],
    });
    await expect(details('group:default/none')).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('list their members with those of the groups below', async () => {
    const { store } = await start();
    const page = listGroupMembers(await store.fresh(), 'group:default/retail', {
      limit: 10,
    });
    expect(page).toEqual({
      total: 2,
      items: [
        {
          ref: JANE,
          title: 'Jane',
          email: 'jane@meridian.example',
          direct: false,
          via: { ref: 'group:default/checkout', title: 'Checkout' },
          grant: { since: expect.any(String) },
        },
        {
          ref: OMAR,
          title: 'Omar',
          email: 'omar@meridian.example',
          direct: true,
          grant: { since: expect.any(String) },
        },
      ],
    });
  });

  it('are listed by title, and found by source, role and part of a text', async () => {
    const { store, boss, reading, reviewers } = await start();
    await boss.assign([reading], ['group:default/empty', reviewers]);
    const model = await store.fresh();
    const titles = (request: object) =>
      listGroups(model, { limit: 10, ...request }).items.map(
        ({ title }) => title,
      );
    expect(titles({})).toEqual(['Checkout', 'Empty', 'Retail', 'Reviewers']);
    expect(titles({ source: 'local' })).toEqual(['Reviewers']);
    expect(titles({ role: reading })).toEqual(['Empty', 'Reviewers']);
    expect(titles({ role: reading, source: 'catalog' })).toEqual(['Empty']);
    expect(titles({ q: 'RE' })).toEqual(['Retail', 'Reviewers']);
    expect(titles({ q: '<i>they' })).toEqual(['Reviewers']);
    const page = listGroups(model, { limit: 3 });
    expect([page.total, page.items.length]).toEqual([4, 3]);
    expect(titles({ limit: 3, cursor: page.nextCursor })).toEqual([
      'Reviewers',
    ]);
  });

  it('have names of their own among the local ones', async () => {
    const { store, boss, manager, reviewers } = await start();
    await expect(boss.createGroup({ name: ' REVIEWERS ' })).rejects.toThrow(
      'name: there is a local group with this name already, Reviewers',
    );
    // Those of the catalog are the catalog's.
    await boss.createGroup({ name: 'Retail' });
    const other = changesBy(await testStore(store.knex), 'boss');
    const outcomes = await Promise.allSettled(
      [boss, other, manager].map(one => one.createGroup({ name: 'New' })),
    );
    expect(
      outcomes.filter(({ status }) => status === 'fulfilled'),
    ).toHaveLength(1);
    await boss.updateGroup(reviewers, 1, { name: 'reviewers' });
  });

  it('are changed by one of two at once; the other is told what changed', async () => {
    const { boss, manager, reviewers, details } = await start();
    const { meta } = await boss.updateGroup(reviewers, 1, {
      name: 'Reviewing',
    });
    expect(meta).toMatchObject({
      before: { name: 'Reviewers' },
      after: { name: 'Reviewing', description: '' },
    });
    const late = manager.updateGroup(reviewers, 1, { name: 'Other' });
    await expect(late).rejects.toThrow(
      /^The group Reviewing was changed by Boss at .*Z, after you loaded it: its name was Reviewers; it has another description\./,
    );
    await expect(late).rejects.toMatchObject({
      statusCode: 412,
      current: { title: 'Reviewing', version: 2 },
    });
    await expect(manager.deleteGroup(reviewers, 1)).rejects.toMatchObject({
      statusCode: 412,
    });
    expect(await details(reviewers)).toMatchObject({ title: 'Reviewing' });
  });

  it('of the catalog are changed in the catalog', async () => {
    const { boss } = await start();
    const ref = 'group:default/retail';
    for (const change of [
      () => boss.updateGroup(ref, 1, { name: 'Mine' }),
      () => boss.deleteGroup(ref, 1),
      () => boss.addMembers(ref, [JANE]),
      () => boss.removeMember(ref, OMAR),
    ]) {
      const refusal = change();
      await expect(refusal).rejects.toMatchObject({ name: 'ConflictError' });
      await expect(refusal).rejects.toThrow(
        'The group Retail comes from the catalog; change its name and its members where the catalog has them from',
      );
    }
  });

  it('end what they give when they are deleted', async () => {
    const { store, boss, reading, reviewers, details } = await start();
    await boss.assign([reading], [reviewers], forProject(RETAIL));
    await boss.addMembers(reviewers, [JANE, 'user:default/boss']);
    const { meta } = await boss.deleteGroup(reviewers, 1);
    expect(meta).toMatchObject({
      before: {
        name: 'Reviewers',
        members: ['user:default/boss', JANE],
        assignments: [
          { roleId: reading, subject: reviewers, level: forProject(RETAIL) },
        ],
      },
      after: null,
      projects: [RETAIL],
      ownAccess: true,
    });
    const open = await Promise.all(
      [
        store.knex(ACCESS_TABLES.groupMembers).where({ group_ref: reviewers }),
        store.knex(ACCESS_TABLES.groupVersions).where({ group_ref: reviewers }),
        store.knex(ACCESS_TABLES.assignments).where({ subject_ref: reviewers }),
      ].map(query => query.whereNull('ended_at')),
    );
    expect(open).toEqual([[], [], []]);
    expect((await store.fresh()).rolePaths(JANE)).toEqual([]);
    const again = await boss.createGroup({ name: 'Reviewers' });
    expect(await details(again.result)).toMatchObject({
      memberCount: 0,
      assignments: [],
    });
    await expect(boss.deleteGroup(reviewers, 1)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
