// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { changesBy, forProject } from '../__testUtils__/changesBy';
import { JANE, OMAR, RETAIL } from '../__testUtils__/managedAccess';
import { testStore } from '../__testUtils__/testStore';
import { managedGroups } from './__testUtils__/managedGroups';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('groups on %s', databaseId => {
  const start = async () => managedGroups(await databases.init(databaseId));

  it('take people whom the catalog knows, all or none, and each once', async () => {
    const { store, boss, reviewers, memberRefs } = await start();
    await expect(
      boss.addMembers(reviewers, [
        JANE,
        'user:default/none',
        'group:default/x',
      ]),
    ).rejects.toThrow(
      'members: each must be a person whom the catalog knows, and these are not: user:default/none, group:default/x',
    );
    expect(await memberRefs(reviewers)).toEqual([]);
    await boss.addMembers(reviewers, [JANE]);
    const { meta } = await boss.addMembers(reviewers, [
      'User:default/Jane',
      'user:omar',
      OMAR,
    ]);
    expect(meta).toMatchObject({
      groupName: 'Reviewers',
      before: { members: [JANE] },
      after: { members: [JANE, OMAR] },
    });
    expect(await memberRefs(reviewers)).toEqual([JANE, OMAR]);
    await boss.removeMember(reviewers, 'user:Jane');
    await expect(boss.removeMember(reviewers, JANE)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    expect(await memberRefs(reviewers)).toEqual([OMAR]);
    const rows = await store
      .knex(ACCESS_TABLES.groupMembers)
      .where({ member_ref: JANE });
    expect(rows).toMatchObject([
      { started_by: 'user:default/boss', ended_by: 'user:default/boss' },
    ]);
  });

  it('take nobody by whom who does not hold what they give, at its level', async () => {
    const { boss, manager, managing, reading, reviewers, memberRefs } =
      await start();
    await boss.assign([managing], [reviewers]);
    await boss.assign([reading], [reviewers], forProject(RETAIL));
    const { meta } = await manager.addMembers(reviewers, [
      'user:default/manager',
    ]);
    expect(meta.ownAccess).toBe(true);

    await manager.removeMember(reviewers, 'user:default/manager');
    await manager.addMembers(reviewers, [OMAR]);

    await boss.assign([reading], [reviewers], forProject('system:billing'));
    await expect(manager.addMembers(reviewers, [JANE])).rejects.toThrow(
      'for the project system:default/billing you do not hold audit-log.read',
    );
    // Who is a member already needs nothing to stay one.
    await manager.addMembers(reviewers, [OMAR]);
    expect(await memberRefs(reviewers)).toEqual([OMAR]);
  });

  it('that administer the organization are for administrators to change', async () => {
    const { boss, manager, reviewers, store } = await start();
    await boss.assign(['administrator'], [reviewers]);
    await boss.addMembers(reviewers, [JANE]);
    await expect(manager.addMembers(reviewers, [OMAR])).rejects.toThrow(
      'you do not hold everything',
    );
    await expect(manager.removeMember(reviewers, JANE)).rejects.toThrow(
      'Only an organization administrator decides',
    );
    await expect(manager.deleteGroup(reviewers, 1)).rejects.toThrow(
      'Only an organization administrator decides',
    );
    // Jane is the last, when the configuration names nobody.
    const without = changesBy(await testStore(store.knex, {}), 'jane');
    await expect(without.removeMember(reviewers, JANE)).rejects.toThrow(
      'Nobody would administer the organization any more',
    );
    await expect(without.deleteGroup(reviewers, 1)).rejects.toThrow(
      'Nobody would administer the organization any more',
    );
    await boss.removeMember(reviewers, JANE);
  });
});
