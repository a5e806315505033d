// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  DAY_MS,
  LONG_AGO,
  type Who,
} from './__testUtils__/startMembersBackend';
import { startExplaining } from './__testUtils__/startExplaining';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const RETAIL = 'system:default/retail';
const BILLING = 'system:default/billing';
const ORGANIZATION = { kind: 'organization' };

describe.each(databases.eachSupportedId())('explaining on %s', id => {
  let started: Awaited<ReturnType<typeof startExplaining>>;

  beforeAll(async () => {
    started = await startExplaining(await databases.init(id));
  });

  const ask = (
    member: string,
    permission: string,
    more: object = {},
    who: Who = 'administrator',
  ) =>
    started.get(
      `/access/explain?${new URLSearchParams({ member, permission, ...more })}`,
      who,
    );

  it.each([
    ['user:default/jane', 'nobody', 401],
    ['user:default/jane', 'jane', 200],
    ['USER:default/Jane', 'jane', 200],
    ['user:default/joe', 'jane', 403],
    ['user:default/joe', 'auditor', 200],
    ['user:default/joe', 'administrator', 200],
    ['user:default/joe', 'service', 200],
    ['user:default/stranger', 'stranger', 200],
    ['user:default/stranger', 'administrator', 404],
    ['user:default/no-such', 'jane', 403],
    ['group:default/shop', 'administrator', 400],
    ['%', 'administrator', 400],
  ] as const)('answers about %s to %s with %i', async (member, who, status) => {
    expect((await ask(member, 'audit-log.read', {}, who)).status).toBe(status);
  });

  it('tells through which group, role and level, since when and by whom', async () => {
    const { body } = await ask('user:default/jane', 'catalog.entity.delete');
    const { small, ofRetail } = started.facts;
    expect(body).toEqual({
      member: { ref: 'user:default/jane', title: 'Jane' },
      permission: 'catalog.entity.delete',
      asOf: expect.any(String),
      allowed: true,
      paths: [
        {
          role: { ref: `role:${small}`, title: 'Small' },
          level: ORGANIZATION,
          via: [
            { ref: 'group:default/shop', title: 'Shop' },
            { ref: 'group:default/retail', title: 'Retail' },
          ],
          grant: {
            since: new Date(LONG_AGO).toISOString(),
            by: { ref: 'user:default/boss', title: 'The Boss' },
            operationId: '0190a5b4-0000-7000-8000-000000000001',
          },
          memberSince: expect.any(String),
          assignmentId: ofRetail,
        },
      ],
      remedies: [],
      knownSince: expect.any(String),
    });
  });

  it('tells a project from the organization and from other projects', async () => {
    const jane = 'user:default/jane';
    const atShop = [
      expect.objectContaining({ level: { kind: 'project', project: RETAIL } }),
    ];
    const retail = await ask(jane, 'audit-log.read', { project: RETAIL });
    expect(retail.body).toMatchObject({ allowed: true, remedies: [] });
    expect(retail.body.paths).toEqual(atShop);
    expect(retail.body.elsewhere).toBeUndefined();

    const billing = await ask(jane, 'audit-log.read', { project: BILLING });
    expect(billing.body).toMatchObject({
      allowed: false,
      paths: [],
      project: { ref: BILLING },
    });
    expect(billing.body.elsewhere).toEqual(atShop);
    expect(billing.body.remedies[0]).toEqual({
      kind: 'assign-role',
      role: expect.objectContaining({ title: 'Reader' }),
      level: { kind: 'project', project: BILLING },
    });

    const everywhere = await ask(jane, 'audit-log.read');
    expect(everywhere.body.allowed).toBe(false);
    expect(everywhere.body.elsewhere).toEqual(atShop);
    expect(everywhere.body.remedies[0].level).toEqual(ORGANIZATION);

    // What means nothing for a project is for the organization or not at all.
    const other = await ask(jane, 'catalog.entity.delete', {
      project: BILLING,
    });
    expect(other.body.allowed).toBe(true);
  });

  it('knows the shortest way to give what is missing', async () => {
    const { cleaners, large, small, reader, cleanersOfRetail } = started.facts;
    const missing = await ask('user:default/joe', 'catalog.entity.delete', {
      project: RETAIL,
    });
    expect(missing.body.remedies).toEqual([
      {
        kind: 'join-group',
        group: { ref: cleaners, title: 'Cleaners' },
        role: { ref: `role:${large}`, title: 'Large' },
        level: ORGANIZATION,
      },
      {
        kind: 'assign-role',
        role: { ref: `role:${small}`, title: 'Small' },
        level: ORGANIZATION,
      },
      {
        kind: 'assign-role',
        role: { ref: `role:${large}`, title: 'Large' },
        level: ORGANIZATION,
      },
    ]);
    const reading = await ask('user:default/joe', 'audit-log.read', {
      project: RETAIL,
    });
    const ofRetail = { kind: 'project', project: RETAIL };
    expect(reading.body.remedies).toEqual([
      {
        kind: 'join-group',
        group: { ref: cleanersOfRetail, title: 'Readers of retail' },
        role: { ref: `role:${reader}`, title: 'Reader' },
        level: ofRetail,
      },
      {
        kind: 'assign-role',
        role: { ref: `role:${reader}`, title: 'Reader' },
        level: ofRetail,
      },
      {
        kind: 'assign-role',
        role: { ref: 'role:auditor', title: 'Auditor' },
        level: ofRetail,
      },
    ]);
    const unheard = await ask('user:default/joe', 'toy.thing.break');
    expect(unheard.body.remedies).toEqual([
      { kind: 'create-role', level: ORGANIZATION },
    ]);
    const everything = await ask('user:default/joe', '*');
    expect(everything.body.remedies).toEqual([
      {
        kind: 'assign-role',
        role: { ref: 'role:administrator', title: 'Administrator' },
        level: ORGANIZATION,
      },
    ]);
  });

  it('tells how it was on a day, and of people who are gone', async () => {
    const at = (days: number) => ({
      asOf: new Date(LONG_AGO + days * DAY_MS).toISOString(),
    });
    const joe = async (days: number) =>
      (await ask('user:default/joe', 'toy.thing.break', at(days))).body;
    expect(await joe(0.5)).toMatchObject({ allowed: false, remedies: [] });
    expect(await joe(1.5)).toMatchObject({
      allowed: true,
      ...at(1.5),
      paths: [{ role: { ref: 'role:administrator' }, via: [] }],
    });
    expect(await joe(2.5)).toMatchObject({ allowed: false, remedies: [] });

    const gone = async (more: object) =>
      (await ask('user:default/gone', 'catalog.entity.delete', more)).body;
    expect(await gone(at(3))).toMatchObject({
      member: { title: 'Former gone' },
      allowed: true,
      paths: [
        {
          via: [{ ref: 'group:default/retail' }],
          memberSince: new Date(LONG_AGO).toISOString(),
        },
      ],
      knownSince: new Date(LONG_AGO).toISOString(),
    });
    expect(await gone(at(6))).toMatchObject({ allowed: false, remedies: [] });
    expect(await gone({})).toMatchObject({
      allowed: false,
      remedies: [{ kind: 'join-group' }, {}, {}],
    });
  });

  it('takes what the sign-in says of somebody whom the catalog does not know, to themselves', async () => {
    const { body } = await ask(
      'user:default/stranger',
      'catalog.entity.delete',
      {},
      'stranger',
    );
    expect(body).toMatchObject({
      allowed: true,
      paths: [
        {
          via: [{ ref: 'group:default/shop' }, { ref: 'group:default/retail' }],
        },
      ],
    });
    expect(body.knownSince).toBeUndefined();
  });

  it.each([
    [
      'a time to come',
      { asOf: '2200-01-01T00:00:00Z' },
      /^asOf: must be a time that there is, and not in the future/,
    ],
    [
      'a leap second',
      { asOf: '2016-12-31T23:59:60Z' },
      /^asOf: must be a time that there is/,
    ],
    ['no time', { asOf: 'yesterday' }, /^asOf: must be a time in ISO 8601/],
    [
      'no project',
      { project: 'component:default/x' },
      /^project: must be the reference of a System or Domain/,
    ],
  ])('refuses %s', async (_, more, message) => {
    const { status, body } = await ask('user:default/joe', 'x', more);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });
});

describe('in mode framework', () => {
  it('stored roles are told of, and nothing is said of what would help', async () => {
    const { get } = await startExplaining(await databases.init('SQLITE_3'), {
      authorization: 'framework',
    });
    // Checked by the configuration only: the policy of the tests allows everything.
    const { body } = await get(
      '/access/explain?member=user:default/joe&permission=audit-log.read',
      'jane',
    );
    expect(body).toMatchObject({ allowed: false, paths: [], remedies: [] });
  });
});
