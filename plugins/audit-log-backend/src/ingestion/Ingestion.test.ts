// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { DEFAULT_LIMITS, SecretKeys } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { eventually } from '../__testUtils__/eventually';
import { storedIds } from '../__testUtils__/storedLedger';
import { stopTestLedgers } from '../__testUtils__/testLedger';
import { dialectOf } from '../database/dialect';
import { INGESTION_TABLES } from '../database/ingestionTables';
import { TABLES } from '../database/tables';
import { startReplica } from './__testUtils__/startReplica';
import { BusyError } from './BusyError';
import type { Emitter } from './Emitter';
import { Ingestion, type IngestionTimes } from './Ingestion';
import { Quarantine } from './quarantine/Quarantine';
import { readItem } from './reading/readItem';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const PLUGIN: Emitter = { kind: 'plugin', pluginId: 'toy' };

jest.setTimeout(180_000);

describe('Ingestion', () => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
  });

  afterEach(stopTestLedgers);

  const start = async (times: Partial<IngestionTimes> = {}) => {
    const { claims, ledger } = await startReplica(knex);
    return Ingestion.create({
      claims,
      quarantine: Quarantine.create({ knex, dialect: dialectOf(knex) }),
      sinkFor: () => ledger.sink,
      limits: DEFAULT_LIMITS,
      secretKeys: SecretKeys.fromConfig(new ConfigReader({})),
      times,
    });
  };
  const items = (...ids: readonly string[]) =>
    ids.map(id =>
      readItem({ id, action: 'toy.play' }, 'own', PLUGIN, Date.now()),
    );
  const onRecord = () => storedIds(knex);

  it('does not wait for a ledger that does not answer, and loses nothing by it', async () => {
    const ingestion = await start({ answerWithinMs: 200 });
    const lock = await knex.transaction();
    await lock.raw(`LOCK TABLE ${TABLES.events} IN ACCESS EXCLUSIVE MODE`);

    let isSettled = false;
    let answer: Promise<unknown> = Promise.resolve();
    const settled = new Promise<void>(resolve => {
      answer = ingestion.receive(items('a', 'b'), PLUGIN, () => {
        isSettled = true;
        resolve();
      });
    });
    await expect(answer).rejects.toThrow(BusyError);
    await expect(answer).rejects.toMatchObject({ retryAfterSeconds: 5 });
    // It is still on its way, and counts as such.
    expect(isSettled).toBe(false);

    await lock.rollback();
    await settled;
    const replica = await start();
    const again = await replica.receive(items('a', 'b', 'c'), PLUGIN);
    expect(again.map(({ status }) => status)).toEqual([
      'duplicate',
      'duplicate',
      'accepted',
    ]);
    expect(await onRecord()).toEqual(
      again.map(({ eventId }) => eventId).sort(),
    );
  });

  it('says so when somebody else has an event in hand for too long', async () => {
    const slow = await start({ answerWithinMs: 100 });
    const other = await start({ waitForOthersMs: 100 });
    const lock = await knex.transaction();
    await lock.raw(`LOCK TABLE ${TABLES.events} IN ACCESS EXCLUSIVE MODE`);
    const settled = new Promise<void>(resolve => {
      slow.receive(items('a'), PLUGIN, resolve).catch(() => {});
    });
    await eventually(
      () => knex(INGESTION_TABLES.received).select(),
      claimed => claimed.length === 1,
    );

    await expect(other.receive(items('a'), PLUGIN)).rejects.toThrow(
      'recorded by another request',
    );
    await lock.rollback();
    await settled;
    const [{ status }] = await other.receive(items('a'), PLUGIN);
    expect(status).toBe('duplicate');
  });

  it('takes nothing once it is stopped', async () => {
    const ingestion = await start();
    await ingestion.stop();
    let isSettled = false;
    await expect(
      ingestion.receive(items('a'), PLUGIN, () => {
        isSettled = true;
      }),
    ).rejects.toThrow('shutting down');
    expect(isSettled).toBe(true);
    expect(await onRecord()).toEqual([]);
  });
});
