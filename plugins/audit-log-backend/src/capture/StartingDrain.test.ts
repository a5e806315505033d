// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AuditEventSink,
  WaitingEvents,
} from 'backstage-plugin-audit-log-node';
import { eventually } from '../__testUtils__/eventually';
import { storedIds } from '../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import { findKnown } from '../ledger/findKnown';
import { builtInEventTypes } from './__testUtils__/builtInEventTypes';
import { newEvent } from './__testUtils__/newEvent';
import { RecordingSink } from './__testUtils__/RecordingSink';
import { createPipeline, type Pipeline } from './pipeline';

const HOUR_MS = 60 * 60 * 1_000;

/** Nothing of it is looked up in the catalog. */
const event = (given: Partial<NewAuditEvent> = {}) =>
  newEvent({ actor: { type: 'system', ref: 'plugin:x' }, ...given });

const idsOf = (events: readonly NewAuditEvent[]) => events.map(({ id }) => id);

describe('what waits from before the audit log had started', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  const logger = mockServices.logger.mock();
  const closing: (() => Promise<void>)[] = [];
  let directory: string;

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-starting-'));
  });

  afterEach(async () => {
    for (const close of closing.splice(0)) {
      await close();
    }
    await stopTestLedgers();
    await rm(directory, { recursive: true });
  });

  const waitingEvents = () =>
    WaitingEvents.create({
      plugin: 'audit-log',
      settings: {
        directory: join(directory, '_starting'),
        isDefault: false,
        maxSize: 10_000_000,
        flush: 'group',
      },
      encode: JSON.stringify,
      logger,
      onTakenOver: () => {},
    });

  const create = (
    ledger: AuditEventSink,
    known?: (events: readonly NewAuditEvent[]) => Promise<ReadonlySet<string>>,
  ): Pipeline => {
    const pipeline = createPipeline({
      config: new ConfigReader({
        auditLog: {
          journal: { directory },
          rules: [{ effect: 'ignore', severity: 'low' }],
        },
      }),
      logger,
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      eventTypes: builtInEventTypes(),
      ledger,
      known,
      drainTimes: { firstRetryMs: 1, longestRetryMs: 4 },
    });
    closing.push(() => pipeline.close());
    return pipeline;
  };

  /** What waits, and what hands it on. */
  const resume = (pipeline: Pipeline) => {
    const waiting = waitingEvents();
    closing.push(() => waiting.close());
    return { waiting, wake: pipeline.resume(waiting) };
  };

  it('is stored first, by the rules, and what comes later after it, however long that takes', async () => {
    const ledger = new RecordingSink();
    let isDown = true;
    ledger.refuse = () => {
      if (isDown) {
        throw new Error('The store is down');
      }
    };
    const before = Array.from({ length: 50 }, () => event());
    const left = waitingEvents();
    await left.add([...before, event({ severity: 'low' })]);
    await left.close();
    const pipeline = create(ledger);
    const { waiting, wake } = resume(pipeline);
    // The health tells of it, and operations are refused where nothing else can take them.
    await eventually(
      async () => pipeline.storage.drain,
      drain =>
        !drain.isGettingOn && drain.oldestWaitingAt === before[0].recordedAt,
    );
    const [later, last] = [event(), event()];
    await pipeline.sink.append([later]);
    isDown = false;
    await pipeline.flush();
    expect(ledger.events).toEqual([...before, later]);
    // What ends of it later, and what comes after that.
    const ended = event();
    await waiting.add([ended]);
    wake();
    await pipeline.sink.append([last]);
    await pipeline.flush();
    expect(ledger.events).toEqual([...before, later, ended, last]);
  });

  it('holds up nobody when it is one event that is never taken', async () => {
    const ledger = new RecordingSink();
    const bad = event();
    ledger.refuse = batch => {
      if (batch.some(({ id }) => id === bad.id)) {
        throw new Error('bad bytes');
      }
    };
    const left = waitingEvents();
    await left.add([bad]);
    await left.close();
    const pipeline = create(ledger);
    const { waiting, wake } = resume(pipeline);
    const later = event();
    await pipeline.sink.append([later]);
    await eventually(
      async () => ledger.events,
      events => idsOf(events).includes(later.id),
    );
    // With one more it is certain that the event is to blame, and its stand-in is tried.
    ledger.refuse = batch => {
      if (batch.some(({ id, meta }) => id === bad.id && !meta.unstorable)) {
        throw new Error('bad bytes');
      }
    };
    const other = event();
    await waiting.add([other]);
    wake();
    await pipeline.flush();
    expect(idsOf(ledger.events).sort()).toEqual(
      idsOf([bad, later, other]).sort(),
    );
  });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('is stored, but for what is stored already, whatever the clock said', async () => {
      const knex = await databases.init(databaseId);
      const { sink } = await testLedger(knex);
      const ahead = (Date.now() + HOUR_MS).toString(16).padStart(12, '0');
      const events = Array.from({ length: 6 }, (_, index) => {
        const made = event();
        // Of a time when the clock was ahead: what looks at the clock takes them for new.
        return index % 2 === 0
          ? made
          : {
              ...made,
              id: made.id.replace(
                /^.{13}/,
                `${ahead.slice(0, 8)}-${ahead.slice(8)}`,
              ),
            };
      });
      const left = waitingEvents();
      await left.add(events);
      await left.close();
      await sink.append(events.slice(0, 4));
      const pipeline = create(sink, asked => findKnown(knex, asked));
      resume(pipeline);
      await pipeline.flush();
      expect(await storedIds(knex)).toEqual(idsOf(events).sort());
    });
  });
});
