// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../database/accessTables';
import { testStore } from '../__testUtils__/testStore';
import type { AccessModel } from '../model/AccessModel';
import type { AccessStore } from '../store/AccessStore';
import { DirectorySync } from './DirectorySync';
import { readWhileFilling } from './readWhileFilling';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
jest.setTimeout(120_000);

const entity = (
  kind: 'User' | 'Group',
  name: string,
  spec: object = {},
  more: Partial<Entity['metadata']> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, ...more },
  spec: { ...(kind === 'Group' && { type: 'team', children: [] }), ...spec },
});

describe.each(databases.eachSupportedId())('DirectorySync on %s', id => {
  let knex: Knex;
  let access: AccessStore;
  let catalog: CatalogService;
  let sync: DirectorySync;
  const logger = mockServices.logger.mock();
  const signal = new AbortController().signal;

  const syncOf = (store: AccessStore) =>
    DirectorySync.create({
      access: store,
      // The catalog of the moment.
      catalog: {
        streamEntities: (...given: [any, any]) =>
          catalog.streamEntities(...given),
      } as CatalogService,
      auth: mockServices.auth(),
      logger,
      patienceMs: 2_000,
    });

  beforeEach(async () => {
    jest.resetAllMocks();
    knex = await databases.init(id);
    access = await testStore(knex);
    await access.fresh();
    sync = syncOf(access);
  });

  /** Reads a catalog of these entities, and gives what is known then. */
  const read = async (entities: Entity[]): Promise<AccessModel> => {
    catalog = catalogServiceMock({ entities });
    await sync.run(signal);
    return access.fresh();
  };
  const groupsOf = (model: AccessModel, ref: string) =>
    model.chains(ref).map(({ via }) => via.at(-1));

  it('knows who and which groups the catalog knows, and who is in which', async () => {
    const model = await read([
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
    expect([...model.directory.people.values()]).toEqual([
      {
        ref: 'user:default/jane',
        title: '<b>Jane</b> & "co"',
        email: 'J@x.org',
        source: 'catalog',
        knownSince: expect.any(Number),
      },
      expect.objectContaining({
        ref: 'user:default/joe',
        title: 'joe',
        source: 'invitation',
      }),
      {
        ref: 'user:default/ann',
        title: 'Ann\ufffd!',
        source: 'catalog',
        knownSince: expect.any(Number),
      },
    ]);
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
    const model = await read([
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
    const first = await read([jane('Jane'), ...others]);
    const writes: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => {
      if (!/^(select|BEGIN|COMMIT|SET)/i.test(sql)) {
        writes.push(sql.replaceAll('`', '"'));
      }
    });
    expect((await read([jane('Jane'), ...others])).version).toBe(first.version);
    expect(writes).toEqual([
      expect.stringMatching(/^update "access_state" set "synced_at"/),
    ]);

    const edges = await knex(ACCESS_TABLES.catalogEdges).orderBy('child_ref');
    const renamed = await read([jane('Jane II'), ...others]);
    expect(renamed.version).not.toBe(first.version);
    expect(renamed.directory.people.get('user:default/jane')).toEqual({
      ...first.directory.people.get('user:default/jane'),
      title: 'Jane II',
    });
    expect(await knex(ACCESS_TABLES.catalogEdges).orderBy('child_ref')).toEqual(
      edges,
    );
    expect(await knex(ACCESS_TABLES.people)).toHaveLength(2);
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
    await read(all);
    clock.mockReturnValue(start + 1_000);
    const now = await read([all[1], ...moved]);
    clock.mockReturnValue(start + 2_000);
    const again = await read(all);
    clock.mockRestore();

    expect(now.directory.people.has('user:default/jane')).toBe(false);
    expect(now.above('user:default/jane')).toEqual([]);
    expect(groupsOf(now, 'user:default/joe')).toEqual([
      'group:default/shop',
      'group:default/board',
    ]);
    expect(now.directory.groups.has('group:default/retail')).toBe(false);

    const then = await access.asOf(start + 999);
    expect(groupsOf(then, 'user:default/jane')).toEqual([
      'group:default/shop',
      'group:default/retail',
    ]);
    const between = await access.asOf(start + 1_000);
    expect(groupsOf(between, 'user:default/jane')).toEqual([]);
    expect(await access.asOf(start - 1)).toMatchObject({
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
    access = await testStore(knex, { groups: ['admins'] });
    sync = syncOf(access);
    const admins = (...members: string[]) => [
      entity('Group', 'admins', { members }),
      entity('User', 'ann'),
      entity('User', 'bob'),
    ];
    await read(admins());
    await read(admins('ann', 'bob'));
    await read(admins('bob'));
    expect(logger.warn).not.toHaveBeenCalled();
    expect((await read(admins())).administrators().size).toBe(0);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringContaining('Nobody administers the organization')],
    ]);
  });

  it('takes a hierarchy that runs in circles', async () => {
    const model = await read([
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

  const people = [
    entity('User', 'jane', { memberOf: ['shop'] }),
    entity('Group', 'shop'),
  ];
  const failing = (pages: Entity[][], error: unknown) =>
    catalogServiceMock.mock({
      async *streamEntities() {
        yield* pages;
        throw error;
      },
    });

  it('goes on from what is known while the catalog cannot be read, and says so once', async () => {
    const { version } = await read(people);
    const { syncedAt } = await access.state();
    catalog = failing(
      // What was read before it broke off is not applied: joe is not there, jane is not gone.
      [[entity('User', 'joe')]],
      new Error(`connect ECONNREFUSED\0 ${'x'.repeat(1_000)}`),
    );
    await sync.run(signal);
    await sync.run(signal);
    expect((await access.fresh()).version).toBe(version);
    const state = await access.state();
    expect(state).toMatchObject({
      syncedAt,
      failedAt: expect.any(Number),
      failure: expect.stringMatching(/^connect ECONNREFUSED\ufffd x{200}/),
    });
    expect(state.failure!.length).toBeLessThanOrEqual(300);
    await sync.run(signal);
    expect((await access.state()).failedAt).toBe(state.failedAt);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    expect((await read(people)).version).toBe(version);
    const recovered = await access.state();
    expect(recovered.failedAt).toBeUndefined();
    expect(recovered.failure).toBeUndefined();
    expect(logger.info).toHaveBeenCalledTimes(1);
    await read(people);
    expect(logger.info).toHaveBeenCalledTimes(1);
  });

  it('takes nobody at all for a fault, where there were many', async () => {
    const { version } = await read(people);
    expect((await read([])).version).toBe(version);
    expect((await access.state()).failure).toBe(
      'The catalog answered with no users and groups at all, where there were 1 and 1',
    );
    // A flapping one: there, away, there with one less.
    const { directory } = await read([people[1]]);
    expect([directory.people.size, directory.groups.size]).toEqual([0, 1]);
    expect((await access.state()).failure).toBeUndefined();
    expect((await read([])).directory.groups.size).toBe(0);
  });

  it('gives up on a catalog that does not answer', async () => {
    await read(people);
    catalog = catalogServiceMock.mock({
      // eslint-disable-next-line require-yield
      async *streamEntities() {
        await new Promise(() => {});
      },
    });
    const impatient = DirectorySync.create({
      access,
      catalog,
      auth: mockServices.auth(),
      logger,
      patienceMs: 20,
    });
    await impatient.run(signal);
    expect((await access.state()).failure).toBe(
      'The catalog did not answer within 20 ms',
    );
  });

  it('notes nothing when it is stopped', async () => {
    await read(people);
    const stop = new AbortController();
    catalog = catalogServiceMock.mock({
      // eslint-disable-next-line require-yield
      async *streamEntities() {
        stop.abort();
        await new Promise(() => {});
      },
    });
    await sync.run(stop.signal);
    expect((await access.state()).failedAt).toBeUndefined();
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('reads a new catalog often until it has filled, and no more then', async () => {
    const steps = [
      [],
      [entity('User', 'jane')],
      [entity('User', 'jane', { memberOf: ['shop'] }), entity('Group', 'shop')],
    ];
    let readings = 0;
    const filling = {
      async *streamEntities() {
        yield steps[Math.min(readings, steps.length - 1)];
        readings += 1;
      },
    } as unknown as CatalogService;
    catalog = filling;
    await readWhileFilling({ access, sync, signal, pauseMs: 1 });

    const model = access.current()!;
    expect(groupsOf(model, 'user:default/jane')).toEqual([
      'group:default/shop',
    ]);
    // The three steps, and three more in which nothing changed.
    expect(readings).toBe(6);

    await readWhileFilling({ access, sync, signal, pauseMs: 1 });
    expect(readings).toBe(6);
  });

  it('does not stumble over what another replica wrote meanwhile', async () => {
    const replica = await testStore(knex);
    await replica.fresh();
    await read(people);
    // This one still has nothing in memory of what is in the database: it reads the same, and writes none of it twice.
    const stale = jest
      .spyOn(replica, 'fresh')
      .mockResolvedValueOnce(replica.current()!);
    await syncOf(replica).run(signal);
    expect(stale).toHaveBeenCalled();
    expect(logger.warn).not.toHaveBeenCalled();
    expect((await access.state()).failure).toBeUndefined();
    expect(await knex(ACCESS_TABLES.catalogEdges)).toHaveLength(1);
  });

  it('reads 20,000 people in 5,000 groups page by page, and writes them in pieces', async () => {
    let asked = 0;
    let most = 0;
    const big = (moved: number): CatalogService =>
      catalogServiceMock.mock({
        async *streamEntities(request: any) {
          const { pageSize } = request;
          const all = function* all() {
            for (let group = 0; group < 5_000; group += 1) {
              yield entity('Group', `g${group}`, {
                parent: group === 0 ? undefined : `g${(group - 1) >> 2}`,
              });
            }
            for (let person = 0; person < 20_000; person += 1) {
              yield entity('User', `p${person}`, {
                memberOf: [
                  `g${person % 5_000}`,
                  `g${(person * 7 + 1) % 5_000}`,
                  `g${(person + (person < moved ? 1 : 2)) % 5_000}`,
                ],
              });
            }
          };
          let page: Entity[] = [];
          for (const one of all()) {
            page.push(one);
            if (page.length === pageSize) {
              asked += 1;
              most = Math.max(most, page.length);
              yield page;
              page = [];
            }
          }
          yield page;
        },
      });
    const bindings: number[] = [];
    knex.on('query', query => bindings.push(query.bindings?.length ?? 0));
    catalog = big(0);
    await sync.run(signal);
    const first = await access.fresh();
    expect(first.directory.people.size).toBe(20_000);
    expect(first.directory.groups.size).toBe(5_000);
    expect(first.membersOf('group:default/g0').size).toBe(20_000);
    expect(most).toBe(500);
    expect(asked).toBe(50);
    expect(Math.max(...bindings)).toBeLessThan(32_766);
    // 25,000 rows and some 65,000 memberships, two thousand at a time.
    expect(bindings.length).toBeLessThan(80);

    bindings.length = 0;
    catalog = big(3_000);
    await sync.run(signal);
    expect(logger.warn).not.toHaveBeenCalled();
    const ended = await knex(ACCESS_TABLES.catalogEdges)
      .whereNotNull('ended_at')
      .count({ count: '*' });
    // A few move from a group they are in by another of their three as well.
    expect(Number(ended[0].count)).toBeGreaterThan(2_900);
    expect(bindings.length).toBeLessThan(30);
  });
});
