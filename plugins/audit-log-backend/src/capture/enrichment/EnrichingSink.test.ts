// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { newEvent } from '../__testUtils__/newEvent';
import { RecordingSink } from '../__testUtils__/RecordingSink';
import { CatalogDirectory } from './CatalogDirectory';
import { EnrichingSink } from './EnrichingSink';
import { TargetLookup } from './TargetLookup';

const entity = (
  kind: string,
  name: string,
  title: string | undefined,
  spec: Entity['spec'],
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, namespace: 'default', uid: `uid-${name}`, title },
  spec,
});

const ENTITIES = [
  entity('User', 'jane', undefined, { profile: { displayName: 'Jane Doe' } }),
  entity('Component', 'site', 'The Site', { system: 'shop' }),
  entity('API', 'orders', undefined, { system: 'system:default/shop' }),
  entity('System', 'shop', 'The Shop', { domain: 'retail' }),
  entity('Domain', 'retail', 'Retail', { subdomainOf: 'sales' }),
  entity('Domain', 'sales', 'Sales', {}),
];
const SHOP = { ref: 'system:default/shop', title: 'The Shop' };
const RETAIL = { ref: 'domain:default/retail', title: 'Retail' };
const SALES = { ref: 'domain:default/sales', title: 'Sales' };

function create(catalog = catalogServiceMock({ entities: ENTITIES })) {
  const next = new RecordingSink();
  const logger = mockServices.logger.mock();
  const auth = mockServices.auth();
  let now = 0;
  const directory = CatalogDirectory.create({
    catalog,
    auth,
    logger,
    now: () => now,
  });
  const lookup = TargetLookup.create({ catalog, auth, logger, directory });
  const sink = EnrichingSink.create({ directory, lookup, next });
  return {
    next,
    logger,
    lookup,
    sink,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    enrich: async (fields: Partial<NewAuditEvent>) => {
      await sink.append([newEvent(fields)]);
      return next.events.at(-1)!;
    },
  };
}

describe('EnrichingSink', () => {
  it('adds the names of actor and targets, and the projects from the nearest to the widest', async () => {
    const { enrich } = create();
    const event = await enrich({
      targets: [{ ref: 'component:default/site' }, { ref: 'task:1' }],
    });
    expect(event.actor).toEqual({
      type: 'user',
      ref: 'user:default/jane',
      title: 'Jane Doe',
    });
    expect(event.targets).toEqual([
      { ref: 'component:default/site', title: 'The Site' },
      { ref: 'task:1' },
    ]);
    expect(event.projects).toEqual([SHOP, RETAIL, SALES]);
  });

  it.each([
    ['system:default/shop', [SHOP, RETAIL, SALES]],
    ['domain:default/retail', [RETAIL, SALES]],
    ['api:default/orders', [SHOP, RETAIL, SALES]],
    ['user:default/jane', []],
    ['component:default/gone', []],
  ])('knows the projects of %s', async (ref, projects) => {
    const { enrich } = create();
    expect((await enrich({ targets: [{ ref }] })).projects).toEqual(projects);
  });

  it('takes a system that is gone from the catalog for its own project', async () => {
    const { enrich } = create();
    const event = await enrich({ targets: [{ ref: 'system:default/gone' }] });
    expect(event.projects).toEqual([{ ref: 'system:default/gone' }]);
  });

  it('names each project once, and keeps names that events come with', async () => {
    const { enrich } = create();
    const event = await enrich({
      targets: [
        { ref: 'component:default/site', title: 'Old name' },
        { ref: 'api:default/orders' },
      ],
    });
    expect(event.targets[0].title).toBe('Old name');
    expect(event.projects).toEqual([SHOP, RETAIL, SALES]);
  });

  it('asks for a whole batch at once, and remembers the answers for a while', async () => {
    const catalog = catalogServiceMock({ entities: ENTITIES });
    const ask = jest.spyOn(catalog, 'getEntitiesByRefs');
    const { sink, pass } = create(catalog);
    const batch = () =>
      sink.append([
        newEvent({ targets: [{ ref: 'domain:default/sales' }] }),
        newEvent({ targets: [{ ref: 'component:default/gone' }] }),
      ]);
    await batch();
    await batch();
    expect(ask).toHaveBeenCalledTimes(1);
    pass(31_000);
    await batch();
    expect(ask.mock.calls[1][0].entityRefs).toEqual(['component:default/gone']);
    pass(5 * 60_000);
    await batch();
    expect(ask.mock.calls[2][0].entityRefs).toHaveLength(3);
  });

  it('asks for nothing that is not an entity', async () => {
    const catalog = catalogServiceMock({ entities: ENTITIES });
    const ask = jest.spyOn(catalog, 'getEntitiesByRefs');
    const { enrich } = create(catalog);
    await enrich({
      actor: { type: 'system', ref: 'plugin:scaffolder' },
      targets: [{ ref: 'task:1' }, { ref: 'entity-uid:unknown' }],
    });
    expect(ask).not.toHaveBeenCalled();
  });

  it('hands events on without names when the catalog is away, and lets it rest', async () => {
    const catalog = catalogServiceMock({ entities: ENTITIES });
    const ask = jest
      .spyOn(catalog, 'getEntitiesByRefs')
      .mockRejectedValueOnce(new Error('Away'));
    const { enrich, logger, pass } = create(catalog);
    const targets = [{ ref: 'component:default/site' }];
    expect(await enrich({ targets })).toMatchObject({ targets, projects: [] });
    expect(await enrich({ targets })).toMatchObject({ targets, projects: [] });
    expect(ask).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    pass(10_001);
    expect((await enrich({ targets })).projects).toEqual([SHOP, RETAIL, SALES]);
  });

  it('hands events on without names when the catalog does not answer', async () => {
    const catalog = catalogServiceMock({ entities: ENTITIES });
    jest
      .spyOn(catalog, 'getEntitiesByRefs')
      .mockReturnValue(new Promise(() => {}));
    jest.useFakeTimers();
    try {
      const { sink, next } = create(catalog);
      const appended = sink.append([newEvent()]);
      await jest.advanceTimersByTimeAsync(2_000);
      await appended;
      expect(next.events).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });
});

describe('TargetLookup', () => {
  const targets = [{ ref: 'entity-uid:uid-site' }];

  it('names what has been deleted since the operation began', async () => {
    const catalog = catalogServiceMock({ entities: ENTITIES });
    const { lookup, enrich } = create(catalog);
    const operation = newEvent({ targets });
    await lookup.begin(operation);
    jest.spyOn(catalog, 'getEntities').mockResolvedValue({ items: [] });
    const event = await enrich(operation);
    expect(event.targets).toEqual([
      { ref: 'component:default/site', title: 'The Site' },
    ]);
    expect(event.projects).toEqual([SHOP, RETAIL, SALES]);
  });

  it('keeps the id of what cannot be found', async () => {
    const { enrich } = create();
    const unknown = [{ ref: 'entity-uid:unknown' }];
    expect((await enrich({ targets: unknown })).targets).toEqual(unknown);
  });

  it('does not ask about reads, nor about what is named', async () => {
    const catalog = catalogServiceMock({ entities: ENTITIES });
    const ask = jest.spyOn(catalog, 'getEntities');
    const { lookup } = create(catalog);
    await lookup.begin(
      newEvent({ targets, action: 'catalog.entity-fetch.by-uid' }),
    );
    await lookup.begin(newEvent({ targets: [{ ref: 'component:default/x' }] }));
    expect(ask).not.toHaveBeenCalled();
  });

  it('does not reject when the catalog does', async () => {
    const catalog = catalogServiceMock({ entities: ENTITIES });
    jest.spyOn(catalog, 'getEntities').mockRejectedValue(new Error('Away'));
    const { lookup, enrich } = create(catalog);
    const operation = newEvent({ targets });
    await lookup.begin(operation);
    expect((await enrich(operation)).targets).toEqual(targets);
  });
});
