// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { startProcess } from '../__testUtils__/startProcess';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import type { PipelineProcessTask } from './__testUtils__/pipelineProcess';
import {
  expectOnRecordOnce,
  readSaid,
  recordedOperations,
} from './__testUtils__/RecordedOperations';

/** What the disk takes, in files: 64 blocks of 1024 bytes each. The signal would end the process, and no full disk sends it. */
const SMALL_DISK = [
  'bash',
  '-c',
  `trap '' XFSZ; ulimit -f 64; exec "$@"`,
  'bash',
];
const OPERATIONS = 400;
const MANY = 8_000;

describe('with a full disk', () => {
  const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
  let directory: string;
  let knex: Knex;
  const cleanUp: (() => Promise<unknown>)[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-disk-'));
    knex = await databases.init('POSTGRES_18');
    // So that the tables are there.
    await testLedger(knex);
  });

  afterEach(async () => {
    await Promise.all(cleanUp.splice(0).map(each => each()));
    await stopTestLedgers();
    await rm(directory, { recursive: true });
  });

  const start = (task: Partial<PipelineProcessTask>) => {
    const { connection, client } = knex.client.config;
    const { password } = connection;
    return startProcess(
      join(__dirname, '__testUtils__/pipelineProcess.ts'),
      {
        database: {
          client,
          connection: { ...connection, password },
          pool: { min: 0, max: 2 },
        },
        settings: { journal: { directory } },
        name: 'p',
        operations: OPERATIONS,
        ...task,
      } satisfies PipelineProcessTask,
      { under: SMALL_DISK },
    );
  };

  /** Starts while the ledger takes no events, which it does from when the result is called. */
  const startBlocked = async (task: Partial<PipelineProcessTask>) => {
    const running = start({ ...task, waits: true });
    await running.until(lines => lines.includes('ready'));
    const transaction = await knex.transaction();
    await transaction.raw('LOCK TABLE audit_events IN ACCESS EXCLUSIVE MODE');
    cleanUp.push(
      () => running.kill(),
      () => transaction.rollback(),
    );
    running.tell('go');
    return { running, unblock: () => transaction.rollback() };
  };

  it('operations go on, and all are on record, if the process lives', async () => {
    const { running, unblock } = await startBlocked({});
    await running.until(lines => lines.includes('done'));
    await unblock();
    await running.until(lines => lines.includes('drained'));
    const said = readSaid(running.lines);
    expect(said.ended.size).toBe(OPERATIONS);
    const figures = expectOnRecordOnce(said, await recordedOperations(knex));
    expect(figures.acknowledged).toBe(OPERATIONS);
    await running.end();
    expect(running.complaints).toContain(
      `Audit events wait in memory, and are lost when this process ends: nothing can be written to ${directory}`,
    );
  }, 180_000);

  it('grave operations are refused where that is asked for, and how many is on record', async () => {
    const settings = {
      journal: { directory },
      onStorageFailure: 'refuse',
      refuseSeverity: 'high',
    };
    const { running, unblock } = await startBlocked({
      settings,
      severity: 'high',
      operations: MANY,
      takes: 5,
    });
    // From when the first append has failed.
    await running.until(lines =>
      lines.some(line => line.startsWith('refused')),
    );
    await unblock();
    await running.until(lines => lines.includes('drained'));
    const said = readSaid(running.lines);
    expect(said.began.length + said.refused.length).toBe(MANY);
    const recorded = await recordedOperations(knex);
    expectOnRecordOnce(said, recorded);
    await running.end();
    const told = await knex('audit_events')
      .where({ action: 'audit-log.operations-refused' })
      .select('details');
    const counts = told.map(({ details }) => JSON.parse(details).meta.count);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(
      said.refused.length,
    );
  }, 180_000);
});
