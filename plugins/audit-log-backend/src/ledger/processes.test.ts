// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { type Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import {
  startLedgerProcess,
  type LedgerProcess,
} from '../__testUtils__/startLedgerProcess';
import {
  storedAndRecountedRollups,
  storedSequences,
} from '../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import { watchStandstill } from '../__testUtils__/watchStandstill';
import { hasUnsequencedBatches } from '../database/operations/hasUnsequencedBatches';
import { SEALING_TABLES } from '../database/sealingTables';
import { sealingConfig } from '../sealing/__testUtils__/sealedLedger';
import { recomputedRoot } from '../sealing/__testUtils__/storedTree';
import { Tree } from '../sealing/Tree';

/** Promised: every event has its place in the order, and is sealed, within a second of its commit. */
const SEALED_WITHIN_MS = 1000;
const ATTEMPTS = 5;
/** More events than there is time for. */
const NEVER = 100_000_000;

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const processes: LedgerProcess[] = [];
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'audit-log-'));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
});

afterEach(async () => {
  await stopTestLedgers();
  await Promise.all(processes.splice(0).map(running => running.kill()));
});

/** Resolves when all that is appended is in order, and sealed. */
async function sealed(knex: Knex): Promise<void> {
  await eventually(
    async () => {
      const isWaiting = await hasUnsequencedBatches(knex);
      const ledger = await knex('audit_ledger').first();
      const tree = await knex(SEALING_TABLES.tree).first();
      const unsealed = Number(ledger.next_sequence) - Number(tree.size);
      return { isWaiting, unsealed };
    },
    ({ isWaiting, unsealed }) => !isWaiting && unsealed === 0,
  );
}

/** How many milliseconds after its commit an event is sealed by the others at worst, but for those in which this process stood still. */
async function longestSealing(knex: Knex): Promise<number> {
  const ledger = await testLedger(knex, {
    sealing: { personalOf: () => [], wake: () => {} },
  });
  let longest = 0;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const standstill = watchStandstill();
    await ledger.sink.append([auditEvent()]);
    const committed = performance.now();
    await sealed(knex);
    longest = Math.max(longest, performance.now() - committed - standstill());
  }
  await stopTestLedgers();
  return longest;
}

describe.each([
  { engine: 'PostgreSQL', count: 4, events: 5000 },
  { engine: 'SQLite', count: 3, events: 1500 },
])('Processes on $engine', ({ engine, count, events }) => {
  let knex: Knex;
  let config: Knex.Config;

  beforeEach(async () => {
    if (engine === 'PostgreSQL') {
      knex = await databases.init('POSTGRES_18');
      const { connection, client } = knex.client.config;
      // Knex hides the password from being copied along.
      const { password } = connection;
      config = {
        client,
        connection: { ...connection, password },
        pool: { min: 0, max: 2 },
      };
    } else {
      config = {
        client: 'better-sqlite3',
        connection: { filename: join(directory, `${randomUUID()}.sqlite`) },
        useNullAsDefault: true,
      };
      knex = knexFactory(config);
    }
  });

  afterEach(async () => {
    await knex.destroy();
  });

  it('write at once into one gapless order and seal it, with one of them killed', async () => {
    for (let index = 0; index < count; index++) {
      processes.push(
        startLedgerProcess({
          database: config,
          // The first one is never done, however late it is killed.
          events: index === 0 ? NEVER : events,
          name: `p${index}`,
          config: sealingConfig(),
        }),
      );
    }
    const [victim, ...others] = processes;
    await victim.progress(events / 4);
    await victim.kill();
    await Promise.all(others.map(other => other.progress(events)));
    await sealed(knex);

    const stored = await storedSequences(knex);
    const acknowledged = processes.flatMap(running => running.acknowledged);
    expect(others.map(other => other.acknowledged.length)).toEqual(
      others.map(() => events),
    );
    const storedIds = new Set(stored.map(({ id }) => id));
    expect(storedIds.size).toBe(stored.length);
    expect(acknowledged.filter(id => !storedIds.has(id))).toEqual([]);
    expect(stored.map(({ sequence }) => sequence)).toEqual(
      stored.map((_, index) => index),
    );
    const { stored: rollups, recounted } = await storedAndRecountedRollups(
      knex,
    );
    expect(rollups).toEqual(recounted);
    expect(await longestSealing(knex)).toBeLessThan(SEALED_WITHIN_MS);
    const checkpoints = await knex(SEALING_TABLES.checkpoints).orderBy('size');
    expect(checkpoints.at(-1)).toMatchObject({
      root: await recomputedRoot(knex),
    });
    const tree = Tree.create({ knex });
    for (const { size, root } of checkpoints) {
      expect(await tree.root(Number(size))).toEqual(root);
    }

    await Promise.all(others.map(other => other.end()));
  }, 300_000);

  it('may start at once, twenty of them, on an empty database', async () => {
    for (let index = 0; index < 20; index++) {
      processes.push(
        startLedgerProcess({ database: config, events: 1, name: `p${index}` }),
      );
    }
    await Promise.all(processes.map(starting => starting.progress(1)));

    const stored = await eventually(
      () => storedSequences(knex),
      rows => rows.every(({ sequence }) => sequence >= 0),
    );
    expect(stored.map(({ id }) => id).sort()).toEqual(
      processes.flatMap(({ acknowledged }) => acknowledged).sort(),
    );
    expect(stored.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, index) => index),
    );
    expect(await knex('knex_migrations').count({ n: '*' })).toEqual(
      await knex('knex_migrations').countDistinct({ n: 'name' }),
    );
    await Promise.all(processes.map(starting => starting.end()));
  }, 300_000);
});
