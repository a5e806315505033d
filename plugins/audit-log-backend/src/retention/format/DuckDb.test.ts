// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asDamaged } from './damaged';
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

  it('opens another database when one is broken, also where that was taken for damage of a file', async () => {
    const duckDb = create();
    const name = 'broken';
    await duckDb.use(signal, connection =>
      connection.run(`CREATE TABLE ${name} (i INTEGER)`),
    );
    const tables = () =>
      duckDb.use(signal, async connection =>
        (await connection.runAndReadAll('SHOW TABLES')).getRows(),
      );
    for (const [text, left] of [
      ['Binder Error: no such column', [[name]]],
      ['INTERNAL Error: an assertion failed', []],
    ] as const) {
      const failing = duckDb.use(signal, async () => {
        throw asDamaged(new Error(text), ['/archive/2026-01.parquet']);
      });
      await expect(failing).rejects.toThrow(text);
      await expect(tables()).resolves.toEqual(left);
    }
    await duckDb.close();
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
