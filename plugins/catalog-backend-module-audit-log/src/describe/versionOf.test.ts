// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';
import type { EntityState } from '../changes/EntityChange';
import { entityState } from './__testUtils__/entityState';
import { describeChange } from './describeChange';
import { versionOf } from './versionOf';

const SPEC: Entity['spec'] = { owner: 'orders', system: 'shop' };

function findAmong(...others: readonly EntityState[]) {
  return jest.fn(async (refs: readonly string[]) =>
    others.filter(({ ref }) => refs.includes(ref)),
  );
}

function declaring(earlier: unknown, kind?: string) {
  return entityState({
    kind,
    name: 'orders-next',
    metadata: { annotations: { 'backstage-audit-log/version-of': earlier } },
    spec: SPEC,
  });
}

const named = (name: string, spec = SPEC, kind?: string) =>
  entityState({ kind, name, spec });

describe('versionOf', () => {
  const declared = (state: EntityState, ...others: EntityState[]) =>
    versionOf(state, { versionNaming: false }, findAmong(...others));
  const byName = (state: EntityState, ...others: EntityState[]) =>
    versionOf(state, { versionNaming: true }, findAmong(...others));

  it.each(['orders', 'API:Orders', 'default/orders', 'api:default/orders'])(
    'is what the entity declares: %s',
    async reference => {
      expect(await declared(declaring(reference))).toEqual({
        ref: 'api:default/orders',
      });
    },
  );

  it('has the name that it has in the catalog', async () => {
    const orders = entityState({
      name: 'orders',
      metadata: { title: 'Orders' },
    });
    expect(await declared(declaring('orders'), orders)).toEqual({
      ref: 'api:default/orders',
      title: 'Orders',
    });
  });

  it.each(['orders-next', '', 'a:b:c', 7])(
    'is not the entity itself nor what is no reference: %s',
    async reference => {
      expect(await declared(declaring(reference))).toBeUndefined();
    },
  );

  it.each([
    ['orders-v2', ['orders'], 'orders'],
    ['orders-v2', ['orders-v1'], 'orders-v1'],
    ['orders-v3', ['orders', 'orders-v1'], 'orders-v1'],
    ['orders-v10', ['orders-v9', 'orders-v2', 'orders-v11'], 'orders-v9'],
    ['orders-v1', ['orders-v0'], 'orders-v0'],
    ['orders-v1', ['orders-v2'], undefined],
    ['orders-v2', ['orders-v3', 'order', 'orders-v2'], undefined],
    ['orders-version2', ['orders'], undefined],
    ['orders', ['orders-v1'], undefined],
  ])('is by the name of %s, among %j, %s', async (name, others, earlier) => {
    const found = await byName(
      named(name),
      ...others.map(other => named(other)),
    );
    expect(found?.ref).toBe(earlier && `api:default/${earlier}`);
  });

  it('is by name what has the same kind, owner and system', async () => {
    const next = named('orders-v2', {
      owner: 'group:default/orders',
      system: 'system:shop',
    });
    expect(await byName(next, named('orders'))).toBeDefined();
    for (const other of [
      named('orders', { ...SPEC, owner: 'others' }),
      named('orders', { ...SPEC, system: 'store' }),
      named('orders', { owner: 'orders' }),
      named('orders', SPEC, 'Component'),
    ]) {
      expect(await byName(next, other)).toBeUndefined();
    }
    expect(await byName(named('a-v2', {}), named('a', {}))).toBeUndefined();
  });

  it('goes by names only where that is wanted', async () => {
    const find = findAmong(named('orders'));
    const state = named('orders-v2');
    expect(
      await versionOf(state, { versionNaming: false }, find),
    ).toBeUndefined();
    expect(find).not.toHaveBeenCalled();
  });

  it('asks for no more than a hundred, however high the number', async () => {
    const find = findAmong();
    const state = named('orders-v999999999');
    await versionOf(state, { versionNaming: true }, find);
    expect(find).toHaveBeenCalledTimes(1);
    expect(find.mock.calls[0][0]).toHaveLength(100);
  });

  it.each([
    ['API', 'api-proxy-version.create'],
    ['Component', 'entity-version.create'],
  ])('makes the creation of a %s that of a version', async (kind, action) => {
    const after = declaring('orders', kind);
    const ref = `${kind.toLowerCase()}:default/orders`;
    const describeAll = (before?: EntityState) =>
      describeChange(
        {
          id: '019ac1d2-0000-7000-8000-000000000001',
          seenAt: '2026-11-24T10:00:00.000Z',
          before,
          after,
        },
        { versionNaming: false },
        findAmong(),
      );
    expect(await describeAll()).toMatchObject([
      {
        action,
        targets: [{ ref: after.ref }, { ref }],
        meta: { versionOf: ref, state: after.content },
      },
    ]);
    // One that was there is changed by it, not created.
    const before = entityState({ kind, name: 'orders-next', spec: SPEC });
    const [{ action: changed }] = await describeAll(before);
    expect(changed).toMatch(/-change\.update$/);
  });
});
