// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { testStore } from '../__testUtils__/testStore';
import { DirectoryOfTest } from './__testUtils__/DirectoryOfTest';
import { entity } from './__testUtils__/entity';
import { groupsOf } from './__testUtils__/groupsOf';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
describe.each(databases.eachSupportedId())('DirectorySync on %s', id => {
  let t: DirectoryOfTest;

  beforeEach(async () => {
    t = await DirectoryOfTest.create(await databases.init(id));
  });

  it('knows who and which groups the catalog knows, and who is in which', async () => {
    const model = await t.read([
      entity(
        'User',
        'Jane',
        {
          profile: { displayName: '<b>Jane</b> & "co"', email: 'J@x.org' },
          memberOf: ['shop', 'group:other/night'],
        },
        { title: 'Not this' },
      ),
      entity(
        'User',
        'joe',
        {},
        { annotations: { 'audit-log.backstage.io/invitation': 'some-id' } },
      ),
      entity('User', 'ann', { profile: { email: 7 } }, { title: 'Ann\0!' }),
      entity('Group', 'shop', { parent: 'retail', members: ['ann', 'ghost'] }),
      entity('Group', 'retail', {}, { title: 'Retail', description: 'Shops' }),
      entity('Group', 'board', { children: ['retail'] }),
      entity('Group', 'night', {}, { namespace: 'other' }),
    ]);
    expect(Object.fromEntries(model.directory.people)).toEqual({
      'user:default/jane': {
        ref: 'user:default/jane',
        title: '<b>Jane</b> & "co"',
        email: 'J@x.org',
        source: 'catalog',
        knownSince: expect.any(Number),
      },
      'user:default/joe': expect.objectContaining({
        ref: 'user:default/joe',
        title: 'joe',
        source: 'invitation',
      }),
      'user:default/ann': {
        ref: 'user:default/ann',
        title: 'Ann\ufffd!',
        source: 'catalog',
        knownSince: expect.any(Number),
      },
    });
    expect(model.directory.groups.get('group:default/retail')).toEqual({
      ref: 'group:default/retail',
      title: 'Retail',
      description: 'Shops',
    });
    expect(groupsOf(model, 'user:default/jane')).toEqual(
      expect.arrayContaining([
        'group:default/shop',
        'group:other/night',
        'group:default/retail',
        'group:default/board',
      ]),
    );
    expect([...model.membersOf('group:default/board')].sort()).toEqual([
      'user:default/ann',
      'user:default/jane',
    ]);
  });

  it('takes the relations that the catalog worked out before the fields', async () => {
    const model = await t.read([
      {
        ...entity('User', 'jane', { memberOf: ['old'] }),
        relations: [
          { type: 'memberOf', targetRef: 'group:default/New' },
          { type: 'ownerOf', targetRef: 'component:default/shop' },
        ],
      },
      entity('Group', 'new'),
      {
        ...entity('Group', 'top', { children: ['old'], members: ['joe'] }),
        relations: [{ type: 'parentOf', targetRef: 'group:default/new' }],
      },
      {
        ...entity('User', 'joe'),
        relations: [{ type: 'ownerOf', targetRef: 'component:default/shop' }],
      },
    ]);
    expect(groupsOf(model, 'user:default/jane')).toEqual([
      'group:default/new',
      'group:default/top',
    ]);
    expect(groupsOf(model, 'user:default/joe')).toEqual([]);
  });

  it('writes what differs, and nothing when nothing does', async () => {
    const jane = (title: string) =>
      entity('User', 'jane', { memberOf: ['shop'] }, { title });
    const others = [
      entity('User', 'joe', { memberOf: ['shop'] }),
      entity('Group', 'shop', { parent: 'retail' }),
      entity('Group', 'retail'),
    ];
    const first = await t.read([jane('Jane'), ...others]);
    const writes: string[] = [];
    t.knex.on('query', ({ sql }: { sql: string }) => {
      if (!/^(select|BEGIN|COMMIT|SET)/i.test(sql)) {
        writes.push(sql.replaceAll('`', '"'));
      }
    });
    expect((await t.read([jane('Jane'), ...others])).version).toBe(
      first.version,
    );
    expect(writes).toEqual([
      expect.stringMatching(/^update "access_state" set "synced_at"/),
    ]);

    const edges = await t.knex(ACCESS_TABLES.catalogEdges).orderBy('child_ref');
    const renamed = await t.read([jane('Jane II'), ...others]);
    expect(renamed.version).not.toBe(first.version);
    expect(renamed.directory.people.get('user:default/jane')).toEqual({
      ...first.directory.people.get('user:default/jane'),
      title: 'Jane II',
    });
    expect(
      await t.knex(ACCESS_TABLES.catalogEdges).orderBy('child_ref'),
    ).toEqual(edges);
    expect(await t.knex(ACCESS_TABLES.people)).toHaveLength(2);
  });

  it('ends what is over, and says what was at a time', async () => {
    const clock = jest.spyOn(Date, 'now');
    const start = 1_800_000_000_000;
    const all = [
      entity('User', 'jane', { memberOf: ['shop'] }),
      entity('User', 'joe', { memberOf: ['shop'] }),
      entity('Group', 'shop', { parent: 'retail' }),
      entity('Group', 'retail'),
    ];
    const moved = [
      entity('Group', 'shop', { parent: 'board' }),
      entity('Group', 'board'),
    ];
    clock.mockReturnValue(start);
    await t.read(all);
    clock.mockReturnValue(start + 1_000);
    const now = await t.read([all[1], ...moved]);
    clock.mockReturnValue(start + 2_000);
    const again = await t.read(all);
    clock.mockRestore();

    expect(now.directory.people.has('user:default/jane')).toBe(false);
    expect(now.above('user:default/jane')).toEqual([]);
    expect(groupsOf(now, 'user:default/joe')).toEqual([
      'group:default/shop',
      'group:default/board',
    ]);
    expect(now.directory.groups.has('group:default/retail')).toBe(false);

    const then = await t.access.asOf(start + 999);
    expect(groupsOf(then, 'user:default/jane')).toEqual([
      'group:default/shop',
      'group:default/retail',
    ]);
    const between = await t.access.asOf(start + 1_000);
    expect(groupsOf(between, 'user:default/jane')).toEqual([]);
    expect(await t.access.asOf(start - 1)).toMatchObject({
      directory: { people: new Map(), groups: new Map() },
    });
    // Back again: known since the first time, a member since the second.
    expect(again.directory.people.get('user:default/jane')?.knownSince).toBe(
      start,
    );
    expect(again.above('user:default/jane')).toEqual([
      {
        child: 'user:default/jane',
        group: 'group:default/shop',
        origin: { since: start + 2_000 },
      },
    ]);
  });

  it('says so when it leaves nobody who administers the organization', async () => {
    t = await DirectoryOfTest.create(t.knex, { groups: ['admins'] });
    const admins = (...members: string[]) => [
      entity('Group', 'admins', { members }),
      entity('User', 'ann'),
      entity('User', 'bob'),
    ];
    await t.read(admins());
    await t.read(admins('ann', 'bob'));
    await t.read(admins('bob'));
    expect(t.logger.warn).not.toHaveBeenCalled();
    expect((await t.read(admins())).administrators().size).toBe(0);
    expect(t.logger.warn.mock.calls).toEqual([
      [expect.stringContaining('Nobody administers the organization')],
    ]);
  });

  it('takes a hierarchy that runs in circles', async () => {
    const model = await t.read([
      entity('User', 'jane', { memberOf: ['a'] }),
      entity('Group', 'a', { parent: 'b' }),
      entity('Group', 'b', { parent: 'c' }),
      entity('Group', 'c', { parent: 'a' }),
      entity('Group', 'self', { parent: 'self', children: ['self'] }),
    ]);
    expect(groupsOf(model, 'user:default/jane')).toEqual([
      'group:default/a',
      'group:default/b',
      'group:default/c',
    ]);
    expect(model.above('group:default/self')).toEqual([]);
  });

  it('does not stumble over what another replica wrote meanwhile', async () => {
    const replica = await testStore(t.knex);
    await replica.fresh();
    await t.read([
      entity('User', 'jane', { memberOf: ['shop'] }),
      entity('Group', 'shop'),
    ]);
    // This one still has nothing in memory of what is in the database: it reads the same, and writes none of it twice.
    const stale = jest
      .spyOn(replica, 'fresh')
      .mockResolvedValueOnce(replica.current()!);
    await t.syncOf(replica).run(new AbortController().signal);
    expect(stale).toHaveBeenCalled();
    expect(t.logger.warn).not.toHaveBeenCalled();
    expect((await t.access.state()).failure).toBeUndefined();
    expect(await t.knex(ACCESS_TABLES.catalogEdges)).toHaveLength(1);
  });

  it('takes nobody at all for a fault, also where another replica learnt of many meanwhile', async () => {
    // This one asks a catalog that is not ready, and knows of one person only when it has the answer.
    const replica = await testStore(t.knex);
    await t.read([entity('User', 'jane', { memberOf: ['shop'] })]);
    const known = await replica.fresh();
    const { version } = await t.read([
      entity('User', 'jane', { memberOf: ['shop'] }),
      entity('User', 'joe', { memberOf: ['shop'] }),
      entity('Group', 'shop'),
    ]);
    jest.spyOn(replica, 'fresh').mockResolvedValueOnce(known);
    t.catalog = catalogServiceMock({ entities: [] });
    await t.syncOf(replica).run(new AbortController().signal);
    expect((await t.access.fresh()).version).toBe(version);
    expect((await t.access.state()).failure).toMatch(/no users and groups/);
  });
});
