// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { WaitingEvents } from 'backstage-plugin-audit-log-node';
import { builtInEventTypes } from '../capture/__testUtils__/builtInEventTypes';
import { newEvent } from '../capture/__testUtils__/newEvent';
import { RecordingSink } from '../capture/__testUtils__/RecordingSink';
import { createPipeline, type Pipeline } from '../capture/pipeline';
import { uuidAt } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import { createHealth } from './createHealth';

const SIZE = 1_048_576;

describe('health', () => {
  const logger = mockServices.logger.mock();
  let directory: string;
  let ledger: RecordingSink;
  let pipeline: Pipeline;

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = join(await mkdtemp(join(tmpdir(), 'audit-log-health-')), 'j');
    ledger = new RecordingSink();
  });

  afterEach(async () => {
    ledger.refuse = () => {};
    await pipeline.close();
    await rm(join(directory, '..'), { recursive: true });
  });

  const start = () => {
    pipeline = createPipeline({
      config: mockServices.rootConfig({
        data: { auditLog: { journal: { directory, maxSize: SIZE } } },
      }),
      logger,
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      eventTypes: builtInEventTypes(),
      ledger,
      drainTimes: { firstRetryMs: 1, longestRetryMs: 4 },
    });
    const metrics = metricsServiceMock.mock();
    const observed = new Map<string, (result: unknown) => void>();
    const observable = (name: string): any => ({
      addCallback: (callback: (result: unknown) => void) =>
        observed.set(name, callback),
    });
    metrics.createObservableGauge.mockImplementation(observable);
    metrics.createObservableCounter.mockImplementation(observable);
    const record = jest.fn();
    metrics.createHistogram.mockReturnValue({ record });
    const { health, watch } = createHealth({
      storage: pipeline.storage,
      metrics,
      logger,
    });
    const metric = (name: string) => {
      const observe = jest.fn();
      observed.get(name)!({ observe });
      return observe.mock.calls[0][0];
    };
    return { health, watch, metric, commits: record };
  };

  const beDown = () => {
    ledger.refuse = () => {
      throw new Error('The ledger is away');
    };
  };

  it('has nothing to say when all is well', async () => {
    const { health, watch, metric, commits } = start();
    await pipeline.sink.append([newEvent()]);
    await pipeline.flush();
    expect(health.status()).toEqual({
      recording: {
        waiting: 0,
        journalBytes: expect.any(Number),
        journalMaxBytes: SIZE,
        journalDirectory: join(directory, '_ledger'),
        isJournalWorking: true,
        committedAt: expect.stringMatching(/Z$/),
        commitMilliseconds: {
          p50: expect.any(Number),
          p99: expect.any(Number),
        },
        dropped: 0,
        refused: 0,
      },
      problems: [],
    });
    watch.look();
    expect(logger.warn).not.toHaveBeenCalled();
    expect(metric('audit_log.events.waiting')).toBe(0);
    expect(metric('audit_log.journal.working')).toBe(1);
    expect(commits.mock.calls).toEqual([[expect.any(Number)]]);
  });

  it('warns once that events wait for long, and says when they do not any more', async () => {
    const { health, watch, metric } = start();
    beDown();
    const begun = Date.now() - 61_000;
    const id = uuidAt(begun);
    const recordedAt = new Date(begun).toISOString();
    await pipeline.sink.append([newEvent({ id, recordedAt })]);
    await eventually(
      async () => health.status().problems.map(({ code }) => code),
      codes => codes.includes('ledger-behind'),
    );
    logger.warn.mockClear();
    watch.look();
    watch.look();
    expect(logger.warn.mock.calls).toEqual([
      [
        expect.stringMatching(
          /1 events wait for the ledger, the oldest for \d+ seconds/,
        ),
      ],
    ]);
    const [, seconds] = /for (\d+) seconds/.exec(logger.warn.mock.calls[0][0])!;
    expect(Number(seconds)).toBeGreaterThanOrEqual(61);
    expect(Number(seconds)).toBeLessThanOrEqual(
      (Date.now() - begun) / 1_000 + 1,
    );
    expect(metric('audit_log.events.waiting')).toBe(1);
    expect(metric('audit_log.events.oldest_waiting_age')).toBeGreaterThan(60);
    ledger.refuse = () => {};
    await pipeline.flush();
    watch.look();
    expect(logger.info).toHaveBeenCalledWith(
      'The audit log is not behind any more (ledger-behind)',
    );
    expect(health.status().problems).toEqual([]);
  });

  it('counts what waits from before the plugin had started, and no longer once it is handed on', async () => {
    const { health, watch, metric } = start();
    beDown();
    const before = WaitingEvents.create({
      plugin: 'audit-log',
      settings: {
        directory: join(directory, '_starting'),
        isDefault: false,
        maxSize: SIZE,
        flush: 'group',
      },
      encode: JSON.stringify,
      logger,
      onTakenOver: () => {},
    });
    const text = 'x'.repeat(4_000);
    const event = () => newEvent({ meta: { text } });
    await before.add([event(), event(), event()]);
    await pipeline.sink.append([event()]);
    const own = health.status().recording.journalBytes;
    expect(own).toBeLessThan(3 * text.length);
    expect(metric('audit_log.events.waiting')).toBe(1);

    pipeline.resume(before);
    expect(health.status().recording).toMatchObject({
      waiting: 4,
      journalBytes: own + before.journalBytes,
      journalMaxBytes: 2 * SIZE,
    });
    expect(before.journalBytes).toBeGreaterThan(3 * text.length);
    expect(metric('audit_log.events.waiting')).toBe(4);
    expect(metric('audit_log.journal.size')).toBe(own + before.journalBytes);
    await eventually(
      async () => health.status().problems.map(({ code }) => code),
      codes => codes.includes('ledger-not-taking'),
    );
    watch.look();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringMatching(
        /takes no events; 4 wait, 3 of them from before the audit log had/,
      ),
    );

    ledger.refuse = () => {};
    await pipeline.flush();
    const { recording, problems } = health.status();
    expect(recording).toMatchObject({ waiting: 0, journalMaxBytes: SIZE });
    expect(metric('audit_log.journal.size')).toBe(recording.journalBytes);
    expect(before.journalBytes).toBeGreaterThan(0);
    expect(recording.journalBytes).toBeLessThan(own + before.journalBytes);
    expect(problems).toEqual([]);
    await before.close();
  });

  it('counts what was lost before the plugin had started', async () => {
    const { health, metric } = start();
    const before = WaitingEvents.create({
      plugin: 'audit-log',
      // No journal can be there.
      settings: {
        directory: '/dev/null/_starting',
        isDefault: false,
        maxSize: SIZE,
        flush: 'group',
      },
      limits: { events: 2, characters: SIZE },
      encode: JSON.stringify,
      logger,
      onTakenOver: () => {},
    });
    await before.add([newEvent(), newEvent(), newEvent()]);
    expect(before.lost).toBeGreaterThan(0);
    pipeline.resume(before);
    expect(health.status().recording.dropped).toBe(before.lost);
    expect(metric('audit_log.events.dropped')).toBe(before.lost);
    await pipeline.flush();
    await before.close();
  });

  it('says when the journal is half full, and what was lost once it is full', async () => {
    const { health, metric } = start();
    beDown();
    const append = (count: number) =>
      pipeline.sink.append(
        Array.from({ length: count }, () =>
          newEvent({ meta: { text: 'x'.repeat(4_000) } }),
        ),
      );
    const codes = () => health.status().problems.map(({ code }) => code);
    await append(100);
    expect(codes()).not.toContain('journal-filling');
    await append(60);
    expect(codes()).toContain('journal-filling');
    expect(health.status().recording.dropped).toBe(0);
    await append(200);
    const { dropped, journalBytes } = health.status().recording;
    expect(dropped).toBeGreaterThan(0);
    expect(journalBytes).toBeLessThan(SIZE * 1.01);
    expect(metric('audit_log.events.dropped')).toBe(dropped);
    expect(metric('audit_log.journal.size')).toBe(journalBytes);
  });

  it('says when the journal cannot be written', async () => {
    await writeFile(directory, 'no directory');
    const { health, metric } = start();
    await pipeline.sink.append([newEvent()]);
    expect(health.status()).toMatchObject({
      recording: { isJournalWorking: false },
      problems: [{ code: 'journal-not-working' }],
    });
    expect(metric('audit_log.journal.working')).toBe(0);
  });
});
