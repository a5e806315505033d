// SPDX-License-Identifier: Apache-2.0
import { EVENT_TYPES } from 'backstage-plugin-audit-log-common';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Cause, EntityChange, EntityState } from '../changes/EntityChange';
import { entityState } from './__testUtils__/entityState';
import type { DescribeSettings } from './DescribeSettings';
import { describeChange } from './describeChange';

const ID = '019ac1d2-0000-7000-8000-000000000001';
const SEEN_AT = '2026-11-24T10:00:00.000Z';
const SPEC = { lifecycle: 'experimental', owner: 'orders', system: 'shop' };

const CAUSE: Cause = {
  operationId: '019ac1d1-0000-7000-8000-000000000002',
  actor: { type: 'user', ref: 'user:default/jane' },
  kind: 'registered',
};

async function describeOne(
  change: Partial<EntityChange>,
  settings: Partial<DescribeSettings> = {},
  others: readonly EntityState[] = [],
): Promise<readonly AuditRecord[]> {
  const records = await describeChange(
    { id: ID, seenAt: SEEN_AT, ...change },
    { versionNaming: false, ...settings },
    async refs => others.filter(({ ref }) => refs.includes(ref)),
  );
  const known = EVENT_TYPES.filter(({ read }) => !read).map(
    ({ action }) => action,
  );
  expect(known).toEqual(
    expect.arrayContaining(records.map(({ action }) => `catalog.${action}`)),
  );
  expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  return records;
}

describe('describeChange', () => {
  it.each([
    ['System', 'project-change', 'medium'],
    ['Domain', 'project-change', 'medium'],
    ['API', 'api-proxy-change', 'medium'],
    ['Component', 'entity-change', 'medium'],
    ['Group', 'entity-change', 'low'],
    ['Template', 'entity-change', 'low'],
  ])('calls changes of a %s %s', async (kind, event, severity) => {
    const one = entityState({ kind, name: 'one' });
    const other = entityState({
      kind,
      name: 'one',
      metadata: { title: 'One' },
    });
    expect(await describeOne({ after: one })).toMatchObject([
      { action: `${event}.create`, severity },
    ]);
    expect(await describeOne({ before: one, after: other })).toMatchObject([
      { action: `${event}.update`, severity },
    ]);
    expect(await describeOne({ before: other })).toMatchObject([
      { action: `${event}.delete`, severity: 'high' },
    ]);
  });

  it('says all of a creation', async () => {
    const after = entityState({
      name: 'orders',
      metadata: { title: 'Orders API' },
      spec: SPEC,
    });
    const [record, ...more] = await describeOne({ after, cause: CAUSE });
    expect(more).toEqual([]);
    expect(record).toEqual({
      id: expect.stringMatching(/^019ac1d2-0000-7/),
      action: 'api-proxy-change.create',
      severity: 'medium',
      actor: CAUSE.actor,
      targets: [{ ref: 'api:default/orders', title: 'Orders API' }],
      projects: ['system:default/shop'],
      occurredAt: new Date(SEEN_AT),
      operationId: CAUSE.operationId,
      meta: { state: after.content },
    });
  });

  it('says what was changed, in which projects', async () => {
    const [record] = await describeOne({
      before: entityState({ name: 'orders', spec: SPEC }),
      after: entityState({
        name: 'orders',
        spec: { ...SPEC, system: 'other/store', definition: 'openapi: 3.1.0' },
      }),
    });
    expect(record).toMatchObject({
      action: 'api-proxy-change.update',
      operationId: ID,
      projects: ['system:default/shop', 'system:other/store'],
      changes: [
        { path: '/spec/system', before: 'shop', after: 'other/store' },
        { path: '/spec/definition', after: 'openapi: 3.1.0' },
      ],
      meta: {},
    });
  });

  it('says what was deleted, and why', async () => {
    const before = entityState({ name: 'orders', spec: SPEC });
    const [record] = await describeOne({ before, removal: 'orphaned' });
    expect(record).toMatchObject({
      projects: ['system:default/shop'],
      meta: { reason: 'orphaned', lastState: before.content },
    });
    const [unknown] = await describeOne({ before });
    expect(unknown.meta).not.toHaveProperty('reason');
  });

  it('has nothing to say where nothing is different', async () => {
    const state = entityState({ name: 'orders', spec: SPEC });
    const anew = { ...structuredClone(state), uid: 'another' };
    expect(await describeOne({ before: state, after: anew })).toEqual([]);
    expect(await describeOne({})).toEqual([]);
  });

  it('gives the same ids whenever it is asked', async () => {
    const change = {
      before: entityState({ name: 'orders', spec: SPEC }),
      after: entityState({
        name: 'orders',
        metadata: { title: 'Orders' },
        spec: { ...SPEC, lifecycle: 'production' },
      }),
    };
    const ids = (records: readonly AuditRecord[]) =>
      records.map(({ id }) => id);
    expect(ids(await describeOne(change))).toHaveLength(2);
    expect(ids(await describeOne(change))).toEqual(
      ids(await describeOne(change)),
    );
  });

  describe('promotions', () => {
    it.each([
      ['API', 'api-proxy-promotion.initiate', 'api-proxy-change.update'],
      ['Component', 'component-promotion.initiate', 'entity-change.update'],
    ])(
      'tells that of a %s from its update',
      async (kind, promoted, updated) => {
        const before = entityState({ kind, name: 'orders', spec: SPEC });
        const spec = { ...SPEC, lifecycle: 'production' };
        const promotion = {
          action: promoted,
          severity: 'medium',
          meta: { from: 'experimental', to: 'production' },
          changes: [
            {
              path: '/spec/lifecycle',
              before: 'experimental',
              after: 'production',
            },
          ],
        };
        expect(
          await describeOne({
            before,
            after: entityState({ kind, name: 'orders', spec }),
          }),
        ).toMatchObject([promotion]);
        expect(
          await describeOne({
            before,
            after: entityState({
              kind,
              name: 'orders',
              metadata: { tags: ['new'] },
              spec,
            }),
          }),
        ).toMatchObject([
          promotion,
          {
            action: updated,
            changes: [{ path: '/metadata/tags', after: ['new'] }],
          },
        ]);
      },
    );

    it.each<[string, string, object, object]>([
      ['a first stage', 'API', {}, { lifecycle: 'production' }],
      ['no stage', 'API', { lifecycle: 'a' }, { lifecycle: 7 }],
      ['another kind', 'Resource', { lifecycle: 'a' }, { lifecycle: 'b' }],
    ])('sees none in %s', async (_, kind, before, after) => {
      const records = await describeOne({
        before: entityState({ kind, name: 'orders', spec: { ...before } }),
        after: entityState({ kind, name: 'orders', spec: { ...after } }),
      });
      expect(records.map(({ action }) => action)).toEqual([
        kind === 'API' ? 'api-proxy-change.update' : 'entity-change.update',
      ]);
    });
  });

  it('tells the configuration of a project from its description', async () => {
    const before = entityState({
      kind: 'System',
      name: 'shop',
      metadata: { annotations: { 'example.org/budget': '10' } },
      spec: { owner: 'shop' },
    });
    const after = entityState({
      kind: 'System',
      name: 'shop',
      metadata: {
        description: 'Where we sell',
        annotations: { 'example.org/budget': '20' },
        labels: { tier: 'one' },
      },
      spec: { owner: 'store', domain: 'sales' },
    });
    expect(await describeOne({ before, after })).toMatchObject([
      {
        action: 'project-configuration.update',
        severity: 'medium',
        projects: ['domain:default/sales'],
        changes: [
          {
            path: '/metadata/annotations/example.org~1budget',
            before: '10',
            after: '20',
          },
          { path: '/metadata/labels', after: { tier: 'one' } },
          { path: '/spec/owner', before: 'shop', after: 'store' },
          { path: '/spec/domain', after: 'sales' },
        ],
      },
      {
        action: 'project-change.update',
        changes: [{ path: '/metadata/description', after: 'Where we sell' }],
      },
    ]);
  });
});
