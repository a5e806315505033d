// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { serveSink } from '../__testUtils__/serveSink';
import { AttachableSink } from '../AttachableSink';
import { StartingEvents } from '../StartingEvents';
import { mockAuditLog } from '../testing/mockAuditLog';
import { AS_USER, postOperation, succeed } from './__testUtils__/postOperation';
import { auditorServiceFactory } from './auditorServiceFactory';

describe('auditorServiceFactory', () => {
  it.each([
    ['rejects', async () => Promise.reject(new Error('Store is down'))],
    ['never resolves', () => new Promise<void>(() => {})],
  ])(
    'does not hold up or break a request when the store %s',
    async (_, append) => {
      const service = AttachableSink.create();
      await service.attach({ sink: { append }, durable: { append } });
      const response = await postOperation(succeed, {
        features: [auditorServiceFactory, serveSink(service)],
        headers: AS_USER,
      });
      expect(response.status).toBe(200);
    },
  );

  it('does not hold up a request when the log hangs', async () => {
    const auditLog = mockAuditLog();
    const hanging = createServiceFactory({
      service: coreServices.httpAuth,
      deps: {},
      factory: () => ({
        credentials: () => new Promise<never>(() => {}),
        issueUserCookie: async () => ({ expiresAt: new Date() }),
      }),
    });
    const response = await postOperation(succeed, {
      features: [auditorServiceFactory, auditLog.factory, hanging],
      headers: AS_USER,
    });
    expect(response.status).toBe(200);
  });

  it('keeps the events of a time when the store is not ready, in order', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-auditor-'));
    const starting = StartingEvents.fromConfig(
      new ConfigReader({ auditLog: { journal: { directory } } }),
      { logger: mockServices.logger.mock() },
    );
    const service = AttachableSink.create({ starting });
    await postOperation(
      async createEvent => {
        await (await createEvent({ number: 1 })).success();
        await (await createEvent({ number: 2 })).success();
      },
      {
        features: [auditorServiceFactory, serveSink(service)],
        headers: AS_USER,
      },
    );
    const numbers: unknown[] = [];
    const append = async (events: readonly NewAuditEvent[]) => {
      numbers.push(...events.map(event => event.meta.number));
    };
    await service.attach({ sink: { append }, durable: { append } });
    expect(numbers).toEqual([1, 2]);
    await service.close();
    await rm(directory, { recursive: true });
  });
});
