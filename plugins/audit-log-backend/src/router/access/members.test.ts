// SPDX-License-Identifier: Apache-2.0
import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import {
  DAY_MS,
  LONG_AGO,
  startMembersBackend,
  type Who,
} from './__testUtils__/startMembersBackend';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const RETAIL = 'system:default/retail';
const SEEN = Date.now() - 2 * DAY_MS;

const start = async (id: TestDatabaseId) => {
  const knex = await databases.init(id);
  const started = await startMembersBackend(knex, async facts => {
    const reader = await facts.role('Reader', ['LOG-MANAGEMENT']);
    const cleaner = await facts.role('Cleaner', [
      'catalog.entity.delete',
      'catalog.entity.read',
    ]);
    const helpers = await facts.localGroup('Helpers', [
      'user:default/joe',
      'user:default/loner',
    ]);
    await facts.former(
      'gone',
      'group:default/shop',
      LONG_AGO,
      LONG_AGO + 5 * DAY_MS,
    );
    return {
      reader,
      cleaner,
      helpers,
      ofRetail: await facts.assignment(cleaner, 'group:default/retail'),
      ofShop: await facts.assignment(reader, 'group:default/shop', {
        project: RETAIL,
      }),
      ofHelpers: await facts.assignment(reader, helpers),
      past: await facts.assignment('administrator', 'user:default/joe', {
        until: LONG_AGO + DAY_MS,
      }),
    };
  });
  const ledger = await testLedger(knex);
  await ledger.sink.append(
    [SEEN - 5_000, SEEN, SEEN - 9_000].map(time =>
      auditEvent({
        id: uuidAt(time),
        actor: { type: 'user', ref: 'user:default/jane' },
      }),
    ),
  );
  return started;
};

describe.each(databases.eachSupportedId())('members on %s', id => {
  let started: Awaited<ReturnType<typeof start>>;

  beforeAll(async () => {
    started = await start(id);
  });
  afterAll(stopTestLedgers);

  const get = (path: string, who: Who = 'administrator') =>
    started.get(path, who);
  const refsOf = (body: any) => body.items.map(({ ref }: any) => ref);

  it.each([
    ['/members', 'nobody', 401],
    ['/members', 'jane', 403],
    ['/members', 'auditor', 200],
    ['/members', 'administrator', 200],
    ['/members', 'service', 200],
    ['/members/user:default%2fjane', 'nobody', 401],
    ['/members/user:default%2fjane', 'jane', 403],
    ['/members/user:default%2fjane', 'auditor', 200],
    ['/members/user:default%2fjane', 'administrator', 200],
    ['/members/user:default%2fjane', 'service', 200],
  ] as const)('answer to GET %s of %s with %i', async (path, who, status) => {
    expect((await get(path, who)).status).toBe(status);
  });

  it('are everyone whom the catalog knows or who has something here, by name', async () => {
    const { body } = await get('/members');
    expect(refsOf(body)).toEqual([
      'user:default/joe',
      'user:default/ann',
      'user:default/jane',
      'user:default/boss',
      'user:default/loner',
    ]);
    expect(body.total).toBe(5);
    expect(body.nextCursor).toBeUndefined();
    const { helpers, reader, cleaner } = started.facts;
    const organization = { kind: 'organization' };
    expect(body.items[2]).toEqual({
      ref: 'user:default/jane',
      title: 'Jane',
      email: 'jane@meridian.example',
      source: 'catalog',
      administrator: false,
      groups: [{ ref: 'group:default/shop', title: 'Shop' }],
      roles: [
        {
          role: { ref: `role:${cleaner}`, title: 'Cleaner' },
          level: organization,
        },
        {
          role: { ref: `role:${reader}`, title: 'Reader' },
          level: { kind: 'project', project: RETAIL },
        },
      ],
      lastSeenAt: new Date(SEEN).toISOString(),
    });
    expect(body.items[0]).toMatchObject({
      title: '<script>alert(1)</script> 100%',
      groups: [{ ref: helpers, title: 'Helpers' }],
    });
    expect(body.items[0].lastSeenAt).toBeUndefined();
    expect(body.items[3].administrator).toBe(true);
    expect(body.items[4]).toMatchObject({
      title: 'user:default/loner',
      source: 'unknown',
    });
  });

  it('are paged by one and by two, and narrowed by what is asked', async () => {
    const all = refsOf((await get('/members')).body);
    for (const limit of [1, 2]) {
      const found: string[] = [];
      let cursor = '';
      do {
        const { body } = await get(`/members?limit=${limit}${cursor}`);
        found.push(...refsOf(body));
        expect(body.total).toBe(5);
        cursor = body.nextCursor && `&cursor=${body.nextCursor}`;
      } while (cursor);
      expect(found).toEqual(all);
    }
    const { reader, cleaner } = started.facts;
    const found = async (query: string) =>
      refsOf((await get(`/members?${query}`)).body).sort();
    expect(await found('q=JANE')).toEqual(['user:default/jane']);
    expect(await found('q=boss@meridian')).toEqual(['user:default/boss']);
    expect(await found('q=default/lon')).toEqual(['user:default/loner']);
    expect(await found('q=100%25')).toEqual(['user:default/joe']);
    expect(await found('q=_')).toEqual([]);
    expect(await found('source=unknown')).toEqual(['user:default/loner']);
    expect(await found('source=invitation')).toEqual([]);
    expect(await found(`role=${cleaner}`)).toEqual(['user:default/jane']);
    expect(await found(`role=${reader}`)).toEqual([
      'user:default/jane',
      'user:default/joe',
      'user:default/loner',
    ]);
    expect(await found('role=administrator')).toEqual(['user:default/boss']);
    expect(await found('role=none-such')).toEqual([]);
    expect((await get('/members?cursor=abc')).status).toBe(400);
  });

  it('show what they may do, where each of it comes from, since when and by whom', async () => {
    const { body } = await get('/members/user:default%2FJane');
    const { cleaner, ofRetail, ofShop, reader } = started.facts;
    const grant = {
      since: new Date(LONG_AGO).toISOString(),
      by: { ref: 'user:default/boss', title: 'The Boss' },
      operationId: '0190a5b4-0000-7000-8000-000000000001',
    };
    const shop = { ref: 'group:default/shop', title: 'Shop' };
    const byRetail = {
      role: { ref: `role:${cleaner}`, title: 'Cleaner' },
      level: { kind: 'organization' },
      via: [shop, { ref: 'group:default/retail', title: 'Retail' }],
      grant,
      memberSince: expect.any(String),
      assignmentId: ofRetail,
    };
    const byShop = {
      role: { ref: `role:${reader}`, title: 'Reader' },
      level: { kind: 'project', project: RETAIL },
      via: [shop],
      grant,
      memberSince: expect.any(String),
      assignmentId: ofShop,
    };
    expect(body.permissions).toEqual([
      { permission: 'audit-log.export', paths: [byShop] },
      { permission: 'audit-log.read', paths: [byShop] },
      { permission: 'audit-log.verify', paths: [byShop] },
      { permission: 'audit-log.view', paths: [byShop] },
      { permission: 'catalog.entity.delete', paths: [byRetail] },
      { permission: 'catalog.entity.read', paths: [byRetail] },
    ]);
    expect(body.assignments).toEqual([]);
    expect(body.memberships).toEqual([
      { group: shop, source: 'catalog', grant: { since: expect.any(String) } },
    ]);
    expect(body.lastSeenAt).toBe(new Date(SEEN).toISOString());
  });

  it('show what is their own, and what the configuration gave', async () => {
    const ann = await get('/members/user:default%2Fann');
    expect(ann.body.assignments).toMatchObject([
      { role: { ref: 'role:auditor' }, subject: { title: 'Ann' } },
    ]);
    const boss = await get('/members/user:default%2Fboss');
    expect(boss.body.administrator).toBe(true);
    expect(boss.body.assignments).toMatchObject([{ fixed: true, grant: {} }]);
    expect(boss.body.permissions).toEqual([
      {
        permission: '*',
        paths: [
          expect.not.objectContaining({ assignmentId: expect.anything() }),
        ],
      },
    ]);
    const joe = await get('/members/user:default%2Fjoe');
    expect(joe.body.administrator).toBe(false);
    expect(joe.body.memberships).toMatchObject([{ source: 'local' }]);
  });

  it('are found when the catalog does not know them any more, and not when nobody did', async () => {
    const gone = await get('/members/user:default%2Fgone');
    expect(gone.body).toMatchObject({
      title: 'Former gone',
      source: 'unknown',
      groups: [],
      permissions: [],
    });
    expect((await get('/members/user:default%2Floner')).body).toMatchObject({
      source: 'unknown',
      memberships: [{ source: 'local' }],
    });
    for (const ref of ['user:default/nobody', 'group:default/shop', 'nobody']) {
      const { status, body } = await get(`/members/${encodeURIComponent(ref)}`);
      expect(status).toBe(404);
      expect(body.error.message).toMatch(/^Nobody is known as/);
    }
  });
});
