// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { urlReaderServiceFactory } from '@backstage/backend-defaults/urlReader';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  auditEventSinkServiceRef,
  auditorServiceFactory,
} from 'backstage-plugin-audit-log-node';
import { builtInEventTypes } from './__testUtils__/builtInEventTypes';
import { createPipeline } from './pipeline';

/** Of each test its own, so that what the catalog still clears away of one is not in the way of the next. */
const catalogInfo = (n: string) => `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: { name: site-${n}, title: The Site }
spec: { type: website, lifecycle: production, owner: guests, system: shop-${n} }
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: { name: shop-${n}, title: The Shop }
spec: { owner: guests, domain: sales-${n} }
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: { name: sales-${n}, title: Sales }
spec: { owner: guests }
`;

jest.setTimeout(180_000);

describe('deletions in the catalog', () => {
  let source: Server;
  let origin: string;
  let url: string;
  let number = 0;
  let locationId: string;
  let backend: TestBackend;
  const events: NewAuditEvent[] = [];

  /** As the audit log plugin does it, with a list in place of the ledger. */
  const recorder = createBackendPlugin({
    pluginId: 'audit-log',
    register(env) {
      env.registerInit({
        deps: {
          auditLog: auditEventSinkServiceRef,
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          logger: coreServices.logger,
        },
        async init({ auditLog, ...services }) {
          const { sink, observer } = createPipeline({
            eventTypes: builtInEventTypes(),
            ...services,
            ledger: {
              append: async appended => {
                events.push(...appended);
              },
            },
          });
          await auditLog.attach({ sink, durable: sink, observer });
        },
      });
    },
  });

  beforeAll(async () => {
    source = createServer(({ url: path }, response) =>
      response.end(catalogInfo(path!.split('/')[1])),
    );
    await new Promise<void>(resolve => {
      source.listen(0, resolve);
    });
    const { port } = source.address() as AddressInfo;
    origin = `http://localhost:${port}`;
    backend = await startTestBackend({
      features: [
        catalogPlugin,
        recorder,
        auditorServiceFactory,
        urlReaderServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            // The look-up is real, and how fast the machine is not what is tested.
            auditLog: { maxDelay: '30s' },
            backend: { reading: { allow: [{ host: `localhost:${port}` }] } },
            catalog: {
              rules: [{ allow: ['Component', 'System', 'Domain', 'Location'] }],
            },
          },
        }),
      ],
    });
  });

  beforeEach(async () => {
    number += 1;
    url = `${origin}/${number}/catalog-info.yaml`;
    const { location } = await send('/locations', 'POST', {
      type: 'url',
      target: url,
    });
    locationId = location.id;
  });

  afterEach(() => {
    events.length = 0;
  });

  afterAll(async () => {
    await backend.stop();
    source.closeAllConnections();
    source.close();
  });

  async function send(path: string, method: string = 'GET', body?: object) {
    const response = await fetch(
      `http://localhost:${backend.server.port()}/api/catalog${path}`,
      {
        method,
        body: body && JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      },
    );
    if (response.status === 404) {
      return undefined;
    }
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text === '' ? undefined : JSON.parse(text);
  }

  /** Once it is found by a filter: the catalog has an entity a moment before it can be searched for. */
  const entity = (kind: string, name: string) =>
    until(async () => {
      const filter = `kind=${kind},metadata.name=${name}-${number}`;
      const [found] = await send(
        `/entities?filter=${encodeURIComponent(filter)}`,
      );
      return found;
    });

  const recorded = (action: string) =>
    until(async () => events.find(event => event.action === action));

  it('are recorded with the name, the title and the projects of what was deleted', async () => {
    await entity('domain', 'sales');
    await entity('system', 'shop');
    const { metadata } = await entity('component', 'site');
    await send(`/entities/by-uid/${metadata.uid}`, 'DELETE');
    expect(await recorded('catalog.entity-mutate.delete')).toMatchObject({
      outcome: 'succeeded',
      targets: [{ ref: `component:default/site-${number}`, title: 'The Site' }],
      projects: [
        { ref: `system:default/shop-${number}`, title: 'The Shop' },
        { ref: `domain:default/sales-${number}`, title: 'Sales' },
      ],
    });
  });

  it('of locations are recorded with where they pointed and the entities that came from them', async () => {
    await entity('component', 'site');
    await entity('system', 'shop');
    await entity('domain', 'sales');
    await send(`/locations/${locationId}`, 'DELETE');
    const event = await recorded('catalog.location-mutate.delete');
    expect(event.targets[0]).toEqual({
      ref: expect.stringMatching(/^location:default\/generated-[\da-f]{40}$/),
      title: url,
    });
    expect(event.targets).toEqual(
      expect.arrayContaining([
        { ref: `component:default/site-${number}`, title: 'The Site' },
        { ref: `system:default/shop-${number}`, title: 'The Shop' },
        { ref: `domain:default/sales-${number}`, title: 'Sales' },
      ]),
    );
    expect(event.projects).toHaveLength(2);
  });

  it('and what the catalog registers have the same location for a target', async () => {
    const created = await recorded('catalog.location-mutate.create');
    await send(`/locations/${locationId}`, 'DELETE');
    const deleted = await recorded('catalog.location-mutate.delete');
    expect(created.targets).toEqual([deleted.targets[0]]);
  });
});

/** Asks again until there is an answer; jest's own time limit ends it. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) {
      return answer;
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}
