// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { mockAuditLog } from 'backstage-plugin-audit-log-node';
import { demonstrationModule } from './demonstrationModule';

const auditLogPlugin = createBackendPlugin({
  pluginId: 'audit-log',
  register: registration =>
    registration.registerInit({ deps: {}, async init() {} }),
});

async function startWith(config: { demonstration?: { enabled: boolean } }) {
  const auditLog = mockAuditLog();
  const backend = await startTestBackend({
    features: [
      auditLogPlugin,
      demonstrationModule,
      auditLog.factory,
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  return { events: auditLog.events, stop: () => backend.stop() };
}

describe('demonstrationModule', () => {
  it('writes made-up events where it is switched on', async () => {
    const { events, stop } = await startWith({
      demonstration: { enabled: true },
    });
    while (events.length === 0) {
      await nextTurn();
    }
    await stop();
    expect(events[0].labels).toEqual(['demonstration']);
  });

  it.each([{}, { demonstration: { enabled: false } }])(
    'is off with the configuration %j',
    async config => {
      const { events, stop } = await startWith(config);
      await stop();
      expect(events).toEqual([]);
    },
  );
});
