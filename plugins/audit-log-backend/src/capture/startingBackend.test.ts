// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  coreServices,
  createServiceFactory,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { OUTCOMES } from 'backstage-plugin-audit-log-common';
import auditLog from '..';
import { eventually } from '../__testUtils__/eventually';
import { TABLES } from '../database/tables';
import { toyPlugin } from '../forwarding/__testUtils__/startEmitter';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('a backend on %s', databaseId => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-starting-backend-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  const start = async (getClient: DatabaseService['getClient']) => {
    const toy = toyPlugin();
    const backend = await startTestBackend({
      features: [
        auditLog,
        toy.plugin,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: {
            auditLog: { journal: { directory } },
            backend: {
              startup: {
                plugins: {
                  'audit-log': { onPluginBootFailure: 'continue' },
                },
              },
            },
          },
        }),
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => ({ getClient }),
        }),
      ],
    });
    return toy.emitterOn(backend);
  };

  it('has on record what was reported while its audit log could not start', async () => {
    const knex = await databases.init(databaseId);
    const away = await start(async () => {
      throw new Error('The database is away');
    });
    const ids: string[] = [];
    const operate = (action: string, severity: 'low' | 'high') =>
      away.auditLog.operation({ action, severity }, async ({ id }) => {
        ids.push(id);
      });
    await operate('thing.make', 'high');
    await operate('thing.break', 'high');
    const event = await away.auditor.createEvent({
      eventId: 'entity-fetch',
      severityLevel: 'high',
      meta: { token: 'hunter2' },
    });
    await event.success();
    // It is known once it goes on.
    await new Promise<void>(begun => {
      void away.auditLog.operation(
        { action: 'thing.go-on', severity: 'high' },
        () => {
          begun();
          return new Promise(() => {});
        },
      );
    });
    await away.stop();

    const back = await start(async () => knex);
    const rows = await eventually(
      () =>
        knex(TABLES.events)
          .where('plugin', 'toy')
          .orderBy('id')
          .select('operation_id', 'action', 'outcome', 'details'),
      found => found.length === 4,
    );
    await back.stop();
    expect(
      rows.map(({ action, outcome }) => [action, OUTCOMES[outcome]]),
    ).toEqual([
      ['toy.thing.make', 'succeeded'],
      ['toy.thing.break', 'succeeded'],
      ['toy.entity-fetch', 'succeeded'],
      ['toy.thing.go-on', 'unfinished'],
    ]);
    expect(rows.slice(0, 2).map(row => row.operation_id)).toEqual(ids);
    expect(JSON.stringify(rows)).not.toContain('hunter2');
    expect(await readdir(join(directory, '_starting'))).toEqual([]);
  });

  it('has on record what ended when its plugins had stopped already', async () => {
    const knex = await databases.init(databaseId);
    const first = await start(async () => knex);
    const action = 'thing.take-long';
    let end = () => {};
    let operation: Promise<unknown> | undefined;
    await new Promise<void>(begun => {
      operation = first.auditLog.operation({ action, severity: 'high' }, () => {
        begun();
        return new Promise<void>(resolve => {
          end = resolve;
        });
      });
    });
    await first.stop();
    end();
    await operation;
    await first.auditLog.record({ action: 'thing.note', severity: 'high' });
    // As when its process ends: what it left is nobody's.
    await releaseFolders(directory);

    const next = await start(async () => knex);
    const rows = await eventually(
      () =>
        knex(TABLES.events)
          .where('plugin', 'toy')
          .orderBy('id')
          .select('action', 'outcome'),
      found => found.length === 3,
    );
    await next.stop();
    expect(
      rows.map(row => `${row.action} ${OUTCOMES[row.outcome]}`).sort(),
    ).toEqual([
      'toy.thing.note succeeded',
      'toy.thing.take-long succeeded',
      'toy.thing.take-long unfinished',
    ]);
  });
});

async function releaseFolders(directory: string): Promise<void> {
  const names = await readdir(directory, { recursive: true });
  await Promise.all(
    names
      .filter(name => basename(name) === 'owner.json')
      .map(name => rm(join(directory, name))),
  );
}
