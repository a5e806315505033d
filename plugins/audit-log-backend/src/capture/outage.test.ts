// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import knexFactory, { type Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import {
  type OwnPostgres,
  startOwnPostgres,
} from '../__testUtils__/startOwnPostgres';
import { watchStandstill } from '../__testUtils__/watchStandstill';
import { Ledger } from '../ledger/Ledger';
import { findKnown } from '../ledger/findKnown';
import { builtInEventTypes } from './__testUtils__/builtInEventTypes';
import {
  expectOnRecordOnce,
  recordedOperations,
} from './__testUtils__/RecordedOperations';
import { createPipeline, type Pipeline } from './pipeline';

const PRODUCERS = 16;
/** Far more than a write to a file takes; a connection is waited for as long. */
const SLOWEST_MS = 1_000;
/** Where operations are not held up they need a hundredth of it. */
const AT_USUAL_SPEED_MS = 80_000;

describe('while PostgreSQL is not as it should be', () => {
  const logger = mockServices.logger.mock();
  let postgres: OwnPostgres;
  let directory: string;
  let knex: Knex;
  let ledger: Ledger;
  let pipeline: Pipeline;
  let isOver: boolean;
  let ended: Map<string, string>;
  /** How many operations of each producer have ended. */
  let counts: number[];
  let slowest: number;
  let standstill: () => number;
  let producing: Promise<unknown>;

  /** Operations, one after the other, as fast as they are let. */
  const produce = async (_: unknown, producer: number) => {
    while (!isOver) {
      const event = auditEvent({
        actor: { type: 'system', ref: 'plugin:outage' },
        targets: [],
        projects: [],
      });
      const { operationId, plugin, action, severity, targets } = event;
      const begun = performance.now();
      await pipeline.begin({
        operationId,
        plugin,
        event: event.event,
        action,
        severity,
        targets,
        meta: {},
        unfinished: async () =>
          auditEvent({ operationId, outcome: 'unfinished' }),
      });
      await pipeline.end(event);
      ended.set(operationId, event.id);
      slowest = Math.max(slowest, performance.now() - begun);
      counts[producer] += 1;
      // Two thousand a second, rather than as many as the machine can.
      await new Promise(resolve => setTimeout(resolve, 8));
    }
  };

  /**
   * So many more of every producer: an operation that waits for the database holds up its producer. Were it but the second in
   * which no connection is had, for each of them, there would not be time for it.
   */
  const moreEnded = async (count: number) => {
    const wanted = counts.map(ofOne => ofOne + count / PRODUCERS);
    await eventually(
      async () => counts.map((ofOne, producer) => ofOne - wanted[producer]),
      missing => missing.every(ofOne => ofOne >= 0),
      AT_USUAL_SPEED_MS,
    );
  };

  beforeAll(async () => {
    postgres = await startOwnPostgres();
  }, 180_000);

  afterAll(() => postgres.stop());

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-outage-'));
    const name = `outage_${Date.now()}`;
    const admin = knexFactory({
      client: 'pg',
      connection: postgres.connectionString,
    });
    await admin.raw(`CREATE DATABASE ${name}`);
    await admin.destroy();
    knex = knexFactory({
      client: 'pg',
      connection: postgres.connectionString.replace(/\/postgres$/, `/${name}`),
      pool: { min: 0, max: 4 },
      acquireConnectionTimeout: 1_000,
      // It tells of each connection that is lost; here they are meant to be.
      log: { warn() {}, error() {}, deprecate() {}, debug() {} },
    });
    ledger = await Ledger.create({
      database: mockServices.database({ knex }),
      logger,
    });
    ledger.start();
    pipeline = createPipeline({
      config: mockServices.rootConfig({
        data: { auditLog: { journal: { directory } } },
      }),
      logger,
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      eventTypes: builtInEventTypes(),
      ledger: ledger.sink,
      known: events => findKnown(knex, events),
      drainTimes: { firstRetryMs: 20, longestRetryMs: 200 },
    });
    await pipeline.start();
    isOver = false;
    ended = new Map();
    slowest = 0;
    standstill = watchStandstill();
    counts = Array(PRODUCERS).fill(0);
    producing = Promise.all(Array.from({ length: PRODUCERS }, produce));
    await moreEnded(208);
  }, 180_000);

  afterEach(async () => {
    isOver = true;
    await producing;
    await pipeline.close();
    await ledger.stop();
    await knex.destroy();
    await rm(directory, { recursive: true });
  }, 180_000);

  const notGettingOn = () =>
    eventually(
      async () => pipeline.storage.drain.isGettingOn,
      isGettingOn => !isGettingOn,
    );

  /** How many are on record, once; fails where one is not. */
  const onRecord = async () => {
    isOver = true;
    await producing;
    await pipeline.flush();
    const began = [...ended.keys()];
    const figures = expectOnRecordOnce(
      { began, ended, refused: [] },
      await recordedOperations(knex),
    );
    expect(slowest).toBeLessThan(SLOWEST_MS + standstill());
    expect(pipeline.storage.waiting.size).toBe(0);
    await pipeline.close();
    expect(await readdir(directory, { recursive: true })).toEqual(['_ledger']);
    return figures.acknowledged;
  };

  it('operations go on at their usual speed while it is away, and all are on record when it is back', async () => {
    await postgres.crash();
    await moreEnded(1_600);
    expect(pipeline.storage.waiting.size).toBeGreaterThan(1_000);
    await notGettingOn();
    await postgres.restart();
    await moreEnded(96);
    expect(await onRecord()).toBe(ended.size);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('wait in the journal and are tried again'),
      expect.anything(),
    );
    expect(logger.info).toHaveBeenCalledWith(
      'Audit events are being stored again',
    );
  }, 300_000);

  it('the same when it is read-only for a time', async () => {
    const database = knex.client.config.connection.database;
    const setReadOnly = async (value: 'on' | 'off') => {
      const admin = knexFactory({
        client: 'pg',
        connection: postgres.connectionString,
      });
      await admin.raw(
        `ALTER DATABASE ${database} SET default_transaction_read_only = ${value}`,
      );
      await admin.raw(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?',
        [database],
      );
      await admin.destroy();
    };
    await setReadOnly('on');
    await notGettingOn();
    await moreEnded(480);
    await setReadOnly('off');
    expect(await onRecord()).toBe(ended.size);
  }, 300_000);

  it('the same when connections are cut in the middle of transactions', async () => {
    for (let cut = 0; cut < 10; cut++) {
      await moreEnded(48);
      await knex
        .raw(
          'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
        )
        .catch(() => {});
    }
    expect(await onRecord()).toBe(ended.size);
  }, 300_000);
});
