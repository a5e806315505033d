// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { newEventId } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { startProcess } from '../__testUtils__/startProcess';
import { startIngestion } from '../router/ingestion/__testUtils__/startIngestion';
import {
  type Emitter,
  startEmitter,
  toyPlugin,
} from './__testUtils__/startEmitter';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** Everything that can be said of an operation. */
async function emitEverything({ auditLog, auditor, request }: Emitter) {
  auditLog.declare([
    {
      action: 'thing.break',
      title: 'Broke thing',
      description: 'It is in pieces.',
      severity: 'high',
      category: 'things',
    },
  ]);
  await request(async made => {
    const event = await auditor.createEvent({
      eventId: 'thing',
      request: made,
      severityLevel: 'medium',
      meta: { actionType: 'look', entityRef: 'component:default/shop' },
    });
    await event.fail({ error: new NotAllowedError('Not yours') });
    await auditLog.operation(
      {
        action: 'thing.break',
        request: made,
        targets: ['component:default/shop', { ref: 'thing:1', title: 'One' }],
        projects: ['system:default/billing'],
        meta: { password: 'hunter2' },
      },
      async operation =>
        operation.add({
          changes: [{ path: '/pieces', before: 1, after: [1, 2] }],
        }),
    );
  });
  await auditLog.record({
    action: 'thing.fade',
    actor: { type: 'user', ref: 'user:default/jane', via: 'plugin:other' },
    severity: 'medium',
    labels: ['slowly'],
    occurredAt: new Date(Date.now() - 60_000),
  });
  await auditLog.commit([
    { action: 'thing.vanish', id: newEventId(), severity: 'medium' },
  ]);
}

/** What of an event is the same whenever and wherever it is recorded. */
function comparable({
  id,
  sequence,
  operationId,
  recordedAt,
  ...event
}: AuditEvent) {
  const { occurredAt, durationMs, request, ...rest } = event;
  return {
    ...rest,
    isLate: Date.parse(recordedAt) - Date.parse(occurredAt) >= 60_000,
    hasDuration: durationMs !== undefined,
    request: request && { ...request, address: 'address' },
  };
}

describe.each(databases.eachSupportedId())(
  'a plugin in another process than the audit log, on %s',
  databaseId => {
    let knex: Knex;
    let directory: string;
    let port = 1;
    const emitters: Emitter[] = [];

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      directory = await mkdtemp(join(tmpdir(), 'audit-log-split-'));
    });

    afterEach(async () => {
      await Promise.all(emitters.splice(0).map(each => each.stop()));
      await rm(directory, { recursive: true, force: true });
    });

    const startAuditLog = async () => {
      const api = await startIngestion({ knex });
      port = api.backend.server.port();
      return api;
    };

    const startToy = async (
      features: Parameters<typeof startEmitter>[0]['features'] = [],
    ) => {
      const emitter = await startEmitter({
        directory,
        auditLog: () => `http://localhost:${port}`,
        features,
      });
      emitters.push(emitter);
      return emitter;
    };

    const allOf = (
      api: Awaited<ReturnType<typeof startIngestion>>,
      count: number,
    ) =>
      api.events(
        'plugin=toy&limit=1000&order=oldest',
        items => items.length >= count,
      );

    it('has on record what it would have in the same', async () => {
      const toy = toyPlugin();
      const together = await startIngestion({ features: [toy.plugin] });
      await emitEverything(toy.emitterOn(together.backend));
      const expected = await allOf(together, 4);

      const apart = await startAuditLog();
      await emitEverything(await startToy());
      const found = await allOf(apart, 4);

      const byAction = (items: readonly AuditEvent[]) =>
        items.map(comparable).sort((a, b) => a.action.localeCompare(b.action));
      expect(byAction(found)).toEqual(byAction(expected));
      expect(found.map(({ action }) => action).sort()).toEqual([
        'toy.thing.break',
        'toy.thing.fade',
        'toy.thing.look',
        'toy.thing.vanish',
      ]);
      expect(
        found.find(
          ({ event, action }) => event === 'thing' && action.endsWith('break'),
        ),
      ).toMatchObject({
        severity: 'high',
        category: 'things',
        changes: [{ path: '/pieces', before: 1, after: [1, 2] }],
        meta: { password: '[redacted]' },
      });
    });

    it('goes on while the audit log is away, and has all on record once when it is back', async () => {
      const { auditLog, stop } = await startToy();
      port = 1;
      for (let number = 0; number < 50; number++) {
        await auditLog.record({
          action: 'thing.count',
          severity: 'medium',
          meta: { number },
        });
      }
      const first = await startAuditLog();
      await allOf(first, 50);
      await first.backend.stop();
      for (let number = 50; number < 100; number++) {
        await auditLog.record({
          action: 'thing.count',
          severity: 'medium',
          meta: { number },
        });
      }
      const second = await startAuditLog();
      const items = await allOf(second, 100);
      expect(items.map(({ meta }) => meta.number)).toEqual(
        Array.from({ length: 100 }, (_, number) => number),
      );
      emitters.splice(0);
      await stop();
      expect(await readdir(join(directory, 'toy'))).toEqual([]);
    });

    it('has events kept apart that come too late, and those after them on record', async () => {
      const api = await startAuditLog();
      const { auditLog } = await startToy();
      const day = 24 * 60 * 60 * 1_000;
      await auditLog.record({
        action: 'thing.ancient',
        severity: 'medium',
        occurredAt: new Date(Date.now() - 8 * day),
      });
      await auditLog.record({ action: 'thing.new', severity: 'medium' });
      const items = await allOf(api, 1);
      expect(items).toMatchObject([{ action: 'toy.thing.new' }]);
      const { body } = await api.call('administrator', 'get', '/quarantine');
      expect(body.items).toMatchObject([
        {
          reason: 'late',
          type: 'toy.thing.ancient',
          emitter: { ref: 'plugin:toy' },
        },
      ]);
    });

    it('tries again with another token when one is not taken', async () => {
      const api = await startAuditLog();
      let asked = 0;
      const { auditLog } = await startToy([
        createServiceFactory({
          service: coreServices.auth,
          deps: { plugin: coreServices.pluginMetadata },
          factory({ plugin }) {
            const auth = mockServices.auth({ pluginId: plugin.getId() });
            const getPluginRequestToken: typeof auth.getPluginRequestToken =
              options =>
                asked++ === 0
                  ? Promise.resolve({ token: 'mock-invalid-service-token' })
                  : auth.getPluginRequestToken(options);
            return Object.assign(Object.create(auth), {
              getPluginRequestToken,
            });
          },
        }),
      ]);
      await auditLog.record({ action: 'thing.new', severity: 'medium' });
      expect(await allOf(api, 1)).toHaveLength(1);
      // It is on record by another one, then; one more is asked for where an answer takes too long.
      expect(asked).toBeGreaterThanOrEqual(2);
    });

    it('has on record as unfinished what goes on when its process stops', async () => {
      const api = await startAuditLog();
      const { auditLog, stop } = await startToy();
      await new Promise<void>(begun => {
        void auditLog.operation({ action: 'thing.go-on' }, () => {
          begun();
          return new Promise(() => {});
        });
      });
      emitters.splice(0);
      await stop();
      expect(await allOf(api, 1)).toMatchObject([
        { action: 'toy.thing.go-on', outcome: 'unfinished' },
      ]);
    });

    it('has on record what a process was told is kept that was killed, and what it was about to do', async () => {
      const { lines, until, kill } = startProcess(
        join(__dirname, '__testUtils__/emittingProcess.ts'),
        { directory, auditLog: 'http://localhost:1' },
      );
      await until(written => written.length >= 200);
      await kill();
      const api = await startAuditLog();
      await startToy();
      const kept = new Set(lines);
      const items = await api.events(
        'plugin=toy&limit=1000&order=oldest',
        found =>
          found.length === 1_000 ||
          found.filter(({ operationId }) => kept.has(operationId)).length >=
            kept.size,
      );
      const operations = items.map(({ operationId }) => operationId);
      expect(new Set(operations).size).toBe(operations.length);
      expect(operations.filter(id => kept.has(id)).length).toBe(
        Math.min(kept.size, 1_000),
      );
      const [cutOff] = await api.events(
        'action=toy.thing.go-on',
        found => found.length > 0,
      );
      expect(cutOff).toMatchObject({
        operationId: lines[0],
        outcome: 'unfinished',
        actor: { type: 'system', ref: 'plugin:toy' },
      });
    });
  },
);
