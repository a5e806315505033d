// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { DirectoryOfTest } from './__testUtils__/DirectoryOfTest';
import { entity } from './__testUtils__/entity';
import { groupsOf } from './__testUtils__/groupsOf';
import { readWhileFilling } from './readWhileFilling';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const { signal } = new AbortController();
const PEOPLE = [
  entity('User', 'jane', { memberOf: ['shop'] }),
  entity('Group', 'shop'),
];

describe.each(databases.eachSupportedId())('DirectorySync on %s', id => {
  let t: DirectoryOfTest;

  beforeEach(async () => {
    t = await DirectoryOfTest.create(await databases.init(id));
  });

  const failing = (pages: Entity[][], error: unknown) =>
    catalogServiceMock.mock({
      async *streamEntities() {
        yield* pages;
        throw error;
      },
    });

  it('goes on from what is known while the catalog cannot be read, and says so once', async () => {
    const { version } = await t.read(PEOPLE);
    const { syncedAt } = await t.access.state();
    t.catalog = failing(
      // What was read before it broke off is not applied: joe is not there, jane is not gone.
      [[entity('User', 'joe')]],
      new Error(`connect ECONNREFUSED\0 ${'x'.repeat(1_000)}`),
    );
    await t.run();
    await t.run();
    expect((await t.access.fresh()).version).toBe(version);
    const state = await t.access.state();
    expect(state).toMatchObject({
      syncedAt,
      failedAt: expect.any(Number),
      failure: expect.stringMatching(/^connect ECONNREFUSED\ufffd x{200}/),
    });
    expect(state.failure!.length).toBeLessThanOrEqual(300);
    await t.run();
    expect((await t.access.state()).failedAt).toBe(state.failedAt);
    expect(t.logger.warn).toHaveBeenCalledTimes(1);

    expect((await t.read(PEOPLE)).version).toBe(version);
    const recovered = await t.access.state();
    expect(recovered.failedAt).toBeUndefined();
    expect(recovered.failure).toBeUndefined();
    expect(t.logger.info).toHaveBeenCalledTimes(1);
    await t.read(PEOPLE);
    expect(t.logger.info).toHaveBeenCalledTimes(1);
  });

  it('takes nobody at all for a fault, where there were many', async () => {
    const { version } = await t.read(PEOPLE);
    expect((await t.read([])).version).toBe(version);
    expect((await t.access.state()).failure).toBe(
      'The catalog answered with no users and groups at all, where there were 1 and 1',
    );
    // A flapping one: there, away, there with one less.
    const { directory } = await t.read([PEOPLE[1]]);
    expect([directory.people.size, directory.groups.size]).toEqual([0, 1]);
    expect((await t.access.state()).failure).toBeUndefined();
    expect((await t.read([])).directory.groups.size).toBe(0);
  });

  it('gives up on a catalog that does not answer', async () => {
    await t.read(PEOPLE);
    t.catalog = catalogServiceMock.mock({
      // eslint-disable-next-line require-yield
      async *streamEntities() {
        await new Promise(() => {});
      },
    });
    await t.syncOf(t.access, 20).run(signal);
    expect((await t.access.state()).failure).toBe(
      'The catalog did not answer within 20 ms',
    );
  });

  it('notes nothing when it is stopped', async () => {
    await t.read(PEOPLE);
    const stop = new AbortController();
    t.catalog = catalogServiceMock.mock({
      // eslint-disable-next-line require-yield
      async *streamEntities() {
        stop.abort();
        await new Promise(() => {});
      },
    });
    await t.sync.run(stop.signal);
    expect((await t.access.state()).failedAt).toBeUndefined();
    expect(t.logger.warn).not.toHaveBeenCalled();
  });

  it('reads a new catalog often until it has filled, and no more then', async () => {
    const steps = [
      [],
      [entity('User', 'jane')],
      [entity('User', 'jane', { memberOf: ['shop'] }), entity('Group', 'shop')],
    ];
    let readings = 0;
    t.catalog = {
      async *streamEntities() {
        yield steps[Math.min(readings, steps.length - 1)];
        readings += 1;
      },
    } as unknown as CatalogService;
    const { access, sync } = t;
    const reading = { access, sync, signal, pauseMs: 1 };
    await readWhileFilling(reading);

    const model = access.current()!;
    expect(groupsOf(model, 'user:default/jane')).toEqual([
      'group:default/shop',
    ]);
    // The three steps, and three more in which nothing changed.
    expect(readings).toBe(6);

    await readWhileFilling(reading);
    expect(readings).toBe(6);
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
    t.knex.on('query', query => bindings.push(query.bindings?.length ?? 0));
    t.catalog = big(0);
    await t.run();
    const first = await t.access.fresh();
    expect(first.directory.people.size).toBe(20_000);
    expect(first.directory.groups.size).toBe(5_000);
    expect(first.membersOf('group:default/g0').size).toBe(20_000);
    expect(most).toBe(500);
    expect(asked).toBe(50);
    expect(Math.max(...bindings)).toBeLessThan(32_766);
    // 25,000 rows and some 65,000 memberships, two thousand at a time.
    expect(bindings.length).toBeLessThan(80);

    bindings.length = 0;
    t.catalog = big(3_000);
    await t.run();
    expect(t.logger.warn).not.toHaveBeenCalled();
    const ended = await t
      .knex(ACCESS_TABLES.catalogEdges)
      .whereNotNull('ended_at')
      .count({ count: '*' });
    // A few move from a group they are in by another of their three as well.
    expect(Number(ended[0].count)).toBeGreaterThan(2_900);
    expect(bindings.length).toBeLessThan(30);
  });
});
