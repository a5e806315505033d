// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AuditEventSink,
  auditEventSinkServiceRef,
  auditorServiceFactory,
} from 'backstage-plugin-audit-log-node';
import express from 'express';
import { uuidv7 } from 'uuidv7';
import { TABLES } from '../database/tables';
import { Ledger } from '../ledger/Ledger';
import { builtInEventTypes } from './__testUtils__/builtInEventTypes';
import { newEvent } from './__testUtils__/newEvent';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { createPipeline, type Pipeline } from './pipeline';

jest.setTimeout(180_000);

/** What the toy plugin reports at the end of its one operation. */
const EXTREME: Record<string, () => JsonObject> = {
  ordinary: () => ({ entityRef: 'component:default/site' }),
  '5 MB': () => ({ text: 'x'.repeat(5_000_000) }),
  circular: () => {
    const meta: JsonObject = {};
    meta.self = [meta];
    return meta;
  },
  'not JSON': () =>
    ({
      big: 2n ** 70n,
      at: new Map([[{}, 1]]),
      not: NaN,
    } as unknown as JsonObject),
  'a secret': () => ({ password: 'hunter2' }),
  'control characters': () => ({ text: 'a\u0000b\ud800' }),
};

const toyPlugin = createBackendPlugin({
  pluginId: 'toy',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        httpRouter: coreServices.httpRouter,
      },
      async init({ auditor, httpRouter }) {
        const router = express.Router();
        router.post('/things/:meta', async (request, response, next) => {
          try {
            const event = await auditor.createEvent({
              eventId: 'thing-create',
              severityLevel: 'medium',
              request,
            });
            const meta = EXTREME[request.params.meta]();
            await event.success({ meta });
            response.json({ done: true });
          } catch (error: unknown) {
            next(error);
          }
        });
        httpRouter.use(router);
      },
    });
  },
});

/** A backend with the toy plugin, whose events go through a pipeline to this ledger, once `ready`. */
async function startBackend(
  ledger: AuditEventSink,
  ready: Promise<void> = Promise.resolve(),
) {
  let resolve: (pipeline: Pipeline) => void;
  const attached = new Promise<Pipeline>(done => {
    resolve = done;
  });
  const recorder = createBackendPlugin({
    pluginId: 'audit-log',
    register(env) {
      env.registerInit({
        deps: {
          auditLog: auditEventSinkServiceRef,
          auth: coreServices.auth,
          config: coreServices.rootConfig,
          logger: coreServices.logger,
        },
        async init({ auditLog, ...services }) {
          const pipeline = createPipeline({
            eventTypes: builtInEventTypes(),
            ...services,
            catalog: catalogServiceMock(),
            ledger,
            ledgerName: uuidv7(),
            drainTimes: { firstRetryMs: 1, longestRetryMs: 5 },
          });
          void ready
            .then(() => auditLog.attach(pipeline))
            .then(() => resolve(pipeline));
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [toyPlugin, recorder, auditorServiceFactory],
  });
  return {
    attached,
    stop: () => backend.stop(),
    post: (meta: string) =>
      fetch(
        `http://localhost:${backend.server.port()}/api/toy/things/${meta}`,
        { method: 'POST' },
      ),
  };
}

describe('createPipeline', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  it.each(databases.eachSupportedId())(
    'brings whatever a plugin reports to the ledger, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const ledger = await Ledger.create({
        database: mockServices.database({ knex }),
        logger: mockServices.logger.mock(),
      });
      const backend = await startBackend(ledger.sink);
      try {
        for (const meta of Object.keys(EXTREME)) {
          expect((await backend.post(meta)).status).toBe(200);
        }
        await (await backend.attached).flush();
        const rows = await knex(TABLES.events).select();
        expect(rows).toHaveLength(Object.keys(EXTREME).length);
        const stored = rows.map(row => String(row.details)).join();
        expect(stored).toContain('[truncated: 5,000,000 characters]');
        expect(stored).toContain('[circular]');
        expect(stored).toContain('1180591620717411303424');
        expect(stored).not.toContain('hunter2');
      } finally {
        await backend.stop();
        await ledger.stop();
      }
    },
  );

  it.each<[string, AuditEventSink['append']]>([
    ['rejects', () => Promise.reject(new Error('Away'))],
    [
      'throws',
      () => {
        throw new Error('Broken');
      },
    ],
    ['never answers', () => new Promise(() => {})],
  ])('holds up no request when the ledger %s', async (_, append) => {
    const backend = await startBackend({ append });
    try {
      await backend.attached;
      const responses = await Promise.all(
        Array.from({ length: 20 }, () => backend.post('ordinary')),
      );
      expect(responses.map(({ status }) => status)).toEqual(
        Array(20).fill(200),
      );
    } finally {
      await backend.stop();
    }
  });

  it('stores what happened while the ledger was away', async () => {
    const ledger = new RecordingSink();
    let failures = 5;
    ledger.refuse = () => {
      if (failures-- > 0) {
        throw new Error('Away');
      }
    };
    const backend = await startBackend(ledger);
    try {
      await backend.post('ordinary');
      await (await backend.attached).flush();
      expect(ledger.events).toMatchObject([
        {
          action: 'toy.thing-create',
          targets: [{ ref: 'component:default/site' }],
        },
      ]);
    } finally {
      await backend.stop();
    }
  });

  it('stores what happened before the ledger was ready', async () => {
    const ledger = new RecordingSink();
    let getReady = () => {};
    const ready = new Promise<void>(resolve => {
      getReady = resolve;
    });
    const backend = await startBackend(ledger, ready);
    try {
      expect((await backend.post('ordinary')).status).toBe(200);
      expect(ledger.events).toHaveLength(0);
      getReady();
      await (await backend.attached).flush();
      expect(ledger.events).toMatchObject([{ action: 'toy.thing-create' }]);
    } finally {
      await backend.stop();
    }
  });

  it('lets what an auditor has bounded pass as it is', async () => {
    const ledger = new RecordingSink();
    const pipeline = createPipeline({
      eventTypes: builtInEventTypes(),
      config: mockServices.rootConfig(),
      logger: mockServices.logger.mock(),
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      ledger,
      ledgerName: uuidv7(),
    });
    const events: readonly NewAuditEvent[] = [newEvent({ meta: { a: [1] } })];
    await pipeline.sink.append(events);
    await pipeline.flush();
    await pipeline.close();
    expect(ledger.events).toEqual(events);
  });
});
