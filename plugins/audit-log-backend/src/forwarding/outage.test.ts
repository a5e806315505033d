// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { eventually } from '../__testUtils__/eventually';
import { takeDatabaseAway } from '../__testUtils__/takeDatabaseAway';
import {
  SENDERS,
  startIngestion,
} from '../router/ingestion/__testUtils__/startIngestion';
import { startEmitter } from './__testUtils__/startEmitter';

jest.setTimeout(240_000);

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('a plugin in another process while the database of the audit log is away', () => {
  it('goes on, and has all on record once when it is back', async () => {
    const knex = await databases.init('POSTGRES_18');
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-outage-'));
    const api = await startIngestion({ knex });
    const { auditLog, stop } = await startEmitter({
      directory,
      auditLog: () => `http://localhost:${api.backend.server.port()}`,
    });
    const record = (number: number) =>
      auditLog.record({
        action: 'thing.count',
        severity: 'medium',
        meta: { number },
      });
    // The audit log may take its time to say that it cannot, and then says when to come back.
    const onRecord = (count: number) =>
      eventually(
        async () => {
          const path = '/events?plugin=toy&order=oldest';
          const { body } = await api.call('service', 'get', path);
          return body.items.map(({ meta }: AuditEvent) => meta.number);
        },
        ({ length }) => length >= count,
        80_000,
      );
    try {
      await record(0);
      await onRecord(1);
      const bringBack = await takeDatabaseAway(knex);
      await record(1);
      const { status } = await api.post(
        SENDERS.plugin,
        '[{"id":"1","action":"deployments.release"}]',
      );
      expect(status).toBe(503);
      await record(2);
      await bringBack();
      expect(await onRecord(3)).toEqual([0, 1, 2]);
    } finally {
      await stop();
      await rm(directory, { recursive: true });
    }
  });
});
