// SPDX-License-Identifier: Apache-2.0
import { auditorServiceFactory as stockFactory } from '@backstage/backend-defaults/auditor';
import {
  type BackendFeature,
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { JsonObject } from '@backstage/types';
import { eventually } from './__testUtils__/eventually';
import { TABLES } from './database/tables';
import auditLogFeatures from './index';

jest.setTimeout(180_000);

const SHADOWED = expect.stringContaining('The audit log records NOTHING');

/** Reports before the audit log's database is ready, as plugins do in their own start. */
const earlyPlugin = createBackendPlugin({
  pluginId: 'early',
  register(env) {
    env.registerInit({
      deps: { auditor: coreServices.auditor },
      async init({ auditor }) {
        const event = await auditor.createEvent({
          eventId: 'start',
          severityLevel: 'high',
        });
        await event.success();
      },
    });
  },
});

/** The permission plugin, for the audit log's guard to go in front of. */
const permissionPlugin = createBackendPlugin({
  pluginId: 'permission',
  register(env) {
    env.registerInit({ deps: {}, async init() {} });
  },
});

describe('the feature loader', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  async function start(
    features: readonly BackendFeature[],
    settings: JsonObject = {},
  ) {
    const knex = await databases.init('SQLITE_3');
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const backend = await startTestBackend({
      features: [
        auditLogFeatures,
        earlyPlugin,
        permissionPlugin,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            auditLog: {
              administrators: { users: ['user:default/admin'] },
              ...settings,
            },
          },
        }),
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({ getClient: async () => knex }),
        }),
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => logger,
        }),
        ...features,
      ],
    });
    return { backend, knex, logger };
  }

  it('records from the first moment, in one line of the backend', async () => {
    const { backend, knex, logger } = await start([]);
    try {
      const actions = await eventually(
        async () => (await knex(TABLES.events).pluck('action')).sort(),
        found => found.length >= 2,
      );
      expect(actions).toEqual(['audit-log.startup-check', 'early.start']);
      expect(logger.warn).not.toHaveBeenCalledWith(SHADOWED);
    } finally {
      await backend.stop();
    }
  });

  it('warns when the portal adds an auditor of its own', async () => {
    const { backend, logger } = await start([stockFactory]);
    try {
      await eventually(
        async () => logger.warn.mock.calls.map(([message]) => message),
        messages => messages.some(message => SHADOWED.asymmetricMatch(message)),
      );
      expect(logger.warn).toHaveBeenCalledWith(SHADOWED);
    } finally {
      await backend.stop();
    }
  });

  it('does not start with a bad rule', async () => {
    await expect(
      start([], { rules: [{ effect: 'record' }, { effect: 'drop' }] }),
    ).rejects.toThrow(
      'auditLog.rules[1].effect is "drop", but takes record or ignore',
    );
  });
});
