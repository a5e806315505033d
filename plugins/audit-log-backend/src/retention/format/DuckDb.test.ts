// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDb } from './DuckDb';

const { signal } = new AbortController();

describe('DuckDb', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-duckdb-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true });
  });

  const create = () =>
    DuckDb.create({
      directory,
      readable: [],
      memoryBytes: 64 * 1024 * 1024,
      threads: 2,
    });

  // DuckDB reads what is freed where the two meet, and ends the process with a signal.
  it('is closed at any moment of somebody connecting to it', async () => {
    for (let round = 0; round < 100; round++) {
      const duckDb = create();
      await duckDb.use(signal, async () => {});
      const connecting = Array.from({ length: 4 }, () =>
        duckDb.connect(signal),
      );
      const connected = Promise.allSettled(connecting);
      await duckDb.close();
      for (const result of await connected) {
        expect(result).toMatchObject({
          status: 'rejected',
          reason: { message: 'DuckDB is asked for after it was closed' },
        });
      }
    }
    await expect(readdir(directory)).resolves.toEqual([]);
  });
});
