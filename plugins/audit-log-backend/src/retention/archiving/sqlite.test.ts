// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
} from './__testUtils__/agingLedger';

describe('A database of SQLite', () => {
  let directory: string;
  let filename: string;
  let knex: Knex;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-sqlite-'));
    filename = join(directory, 'ledger.sqlite');
    knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
    });
  });

  afterEach(async () => {
    await closeAgingLedgers();
    await stopTestLedgers();
    await knex.destroy();
    await rm(directory, { recursive: true, force: true });
  });

  const sizeOf = async () => {
    await knex.raw('PRAGMA wal_checkpoint(TRUNCATE)');
    return (await stat(filename)).size;
  };

  it('shrinks when a month has left it', async () => {
    const aging = await agingLedger(knex);
    await aging.append(eventsFrom('2025-03-03T10:00:00Z', 100));
    const empty = await sizeOf();
    for (let batch = 0; batch < 8; batch++) {
      await aging.append(
        eventsFrom(`2025-01-0${batch + 1}T10:00:00Z`, 500, index => ({
          meta: { text: `text ${index} ${'x'.repeat(200)}` },
        })),
      );
    }
    const full = await sizeOf();

    await aging.run({ now: '2026-02-01T00:00:00Z' });

    const after = await sizeOf();
    expect(full).toBeGreaterThan(empty + 4_000_000);
    // Batches and leaves stay, and so does what the index over words has not merged yet.
    expect(after).toBeLessThan(empty + (full - empty) / 3);
    await expectWhole(aging);
  });
});
