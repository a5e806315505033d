// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { createPermission } from '@backstage/plugin-permission-common';
import { eventually } from '../../__testUtils__/eventually';
import {
  startMembersBackend,
  type Who,
} from './__testUtils__/startMembersBackend';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const toyBox = createBackendPlugin({
  pluginId: 'toy-box',
  register(env) {
    env.registerInit({
      deps: { registry: coreServices.permissionsRegistry },
      async init({ registry }) {
        registry.addPermissions([
          createPermission({
            name: 'toy.box.open',
            attributes: { action: 'read' },
          }),
        ]);
      },
    });
  },
});

describe('the list of permissions', () => {
  let started: Awaited<ReturnType<typeof startMembersBackend<string>>>;

  beforeAll(async () => {
    started = await startMembersBackend(
      await databases.init('SQLITE_3'),
      facts => facts.role('Old', ['old.thing.read']),
      {
        features: [toyBox],
        config: { accessControl: { plugins: ['elsewhere'] } },
      },
    );
  });

  const list = (who: Who) => started.get('/permissions', who);

  it.each([
    ['nobody', 401],
    ['jane', 403],
    ['auditor', 200],
    ['administrator', 200],
    ['service', 200],
  ] as const)('answers %s with %i', async (who, status) => {
    expect((await list(who)).status).toBe(status);
  });

  it('has what the plugins of this backend publish, and what nobody does', async () => {
    const body = await eventually(
      async () => (await list('administrator')).body,
      ({ groups }) => groups.some(({ id }: any) => id === 'toy-box'),
    );
    expect(body.groups.map(({ id }: any) => id)).toEqual([
      'LOG-MANAGEMENT',
      'ACCESS-MANAGEMENT',
      'toy-box',
      'not published',
    ]);
    expect(body.groups[2].permissions).toEqual([
      { name: 'toy.box.open', title: 'Open', action: 'read' },
    ]);
    expect(body.groups[3].permissions).toEqual([
      { name: 'old.thing.read', title: 'Read old things' },
    ]);
    expect(body.refreshedAt).toEqual(expect.any(String));
  });
});
