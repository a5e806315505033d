// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { auditEvent } from '../__testUtils__/auditEvent';
import { storedIds } from '../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import { findKnown } from '../ledger/findKnown';
import { builtInEventTypes } from './__testUtils__/builtInEventTypes';
import { createPipeline, type Pipeline } from './pipeline';

const AWAY: AuditEventSink = {
  append: async () => Promise.reject(new Error()),
};

describe('what a process left in its journal', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  const logger = mockServices.logger.mock();
  let directory: string;
  const pipelines: Pipeline[] = [];

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-restart-'));
  });

  afterEach(async () => {
    await Promise.all(pipelines.splice(0).map(each => each.close()));
    await stopTestLedgers();
    await rm(directory, { recursive: true });
  });

  const create = (
    ledger: AuditEventSink,
    options: {
      known?: (
        events: readonly NewAuditEvent[],
      ) => Promise<ReadonlySet<string>>;
      settings?: object;
    } = {},
  ) => {
    const pipeline = createPipeline({
      config: new ConfigReader({
        auditLog: { journal: { directory }, ...options.settings },
      }),
      logger,
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      eventTypes: builtInEventTypes(),
      ledger,
      known: options.known,
      drainTimes: { firstRetryMs: 1, longestRetryMs: 4 },
    });
    pipelines.push(pipeline);
    return pipeline;
  };

  const event = (given: Partial<NewAuditEvent> = {}) =>
    auditEvent({
      actor: { type: 'system', ref: 'plugin:x' },
      targets: [],
      projects: [],
      ...given,
    });

  /** Leaves these events behind; resolves with the file they are in. */
  const leave = async (events: readonly NewAuditEvent[]) => {
    const pipeline = create(AWAY);
    for (const each of events) {
      await pipeline.sink.append([each]);
    }
    pipelines.splice(pipelines.indexOf(pipeline), 1);
    await pipeline.close();
    const [file] = (await readdir(directory, { recursive: true })).filter(
      name => name.endsWith('.journal'),
    );
    return join(directory, file);
  };

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    const start = async () => {
      const knex = await databases.init(databaseId);
      const { sink } = await testLedger(knex);
      return {
        sink,
        known: (events: readonly NewAuditEvent[]) => findKnown(knex, events),
        stored: () => storedIds(knex),
      };
    };
    const idsOf = (events: readonly NewAuditEvent[]) =>
      events.map(({ id }) => id).sort();

    it('is stored, but for what is stored already, whatever the clock says', async () => {
      const { sink, known, stored } = await start();
      const other = await start();
      const events = [event(), event(), event()];
      // By a stream that was taken after the clock was set back: to it these are of the future.
      const future = Date.now() + 60 * 60_000;
      const ahead = [0, 1].map(index =>
        event({
          id: events[index].id.replace(
            /^.{13}/,
            future.toString(16).padStart(12, '0').replace(/^.{8}/, '$&-'),
          ),
        }),
      );
      await leave([...events, ...ahead]);
      await sink.append([events[0], ahead[0]]);
      expect(await other.stored()).toEqual([]);
      const pipeline = create(sink, { known });
      await pipeline.start();
      await pipeline.flush();
      expect(await stored()).toEqual(idsOf([...events, ...ahead]));
      expect(logger.error).not.toHaveBeenCalled();
    });

    it('is stored but for what was torn or is damaged, which is put aside and said', async () => {
      const { sink, known, stored } = await start();
      const events = Array.from({ length: 5 }, () => event());
      const path = await leave(events);
      const bytes = await readFile(path);
      bytes[bytes.indexOf(events[2].operationId)] += 1;
      await writeFile(path, bytes.subarray(0, -10));
      const pipeline = create(sink, { known });
      await pipeline.start();
      await pipeline.flush();
      expect(await stored()).toEqual(idsOf([events[0], events[1], events[3]]));
      const [[message]] = logger.error.mock.calls;
      const [, aside] = /put into (.*)$/.exec(message)!;
      expect(await readFile(aside, 'utf8')).toContain(events[2].id);
    });
  });

  it('is told as unfinished only where nothing says how it ended', async () => {
    const appended: NewAuditEvent[] = [];
    const sink: AuditEventSink = {
      append: async events => {
        appended.push(...events);
      },
    };
    const settings = {
      rules: [{ effect: 'ignore', severity: 'low' }],
    };
    const pipeline = create(AWAY, { settings });
    const [open, over, ignored, belittled] = Array.from({ length: 4 }, () =>
      event(),
    );
    const begin = (each: NewAuditEvent) =>
      pipeline.begin({
        ...each,
        unfinished: async () => ({
          ...each,
          outcome: 'unfinished',
          meta: { password: 'hunter2' },
        }),
      });
    await begin(open);
    await begin(over);
    await pipeline.end({ ...over, id: event().id });
    await begin({ ...ignored, severity: 'low' });
    await begin(belittled);
    // Its end is ignored by a rule; that it began is not.
    await pipeline.end({ ...belittled, severity: 'low' });
    pipelines.splice(0);
    await pipeline.close();
    const next = create(sink, { settings });
    await next.start();
    await next.flush();
    expect(appended).toMatchObject([
      { operationId: over.operationId, outcome: 'succeeded' },
      {
        operationId: open.operationId,
        occurredAt: open.occurredAt,
        outcome: 'unfinished',
        meta: { password: '[redacted]' },
      },
    ]);
  });

  it.each([
    [{ onStorageFailure: 'stop' }, "auditLog.onStorageFailure is 'stop'"],
    [{ refuseSeverity: 'severe' }, "auditLog.refuseSeverity is 'severe'"],
    [{ journal: { flush: 'never' } }, "auditLog.journal.flush is 'never'"],
    [{ journal: { maxSize: 1 } }, 'auditLog.journal.maxSize is 1'],
  ])('is not looked for with %j', (settings, message) => {
    expect(() => create(AWAY, { settings })).toThrow(message);
  });
});
