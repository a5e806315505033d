// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { startProcess } from '../../__testUtils__/startProcess';
import { randomEvents } from '../../query/__testUtils__/randomEvents';
import { seededRandom } from '../../query/__testUtils__/seededRandom';
import type { ReadProcessTask } from './__testUtils__/readProcess';
import { inBatches, sealedEvents } from './__testUtils__/sealedEvents';
import { DuckDbEventFiles } from './DuckDbEventFiles';

const { signal } = new AbortController();
const ROUNDS = 150;

describe('A file that is not as it was written', () => {
  let directory: string;
  let files: DuckDbEventFiles;
  let path: string;
  let good: Buffer;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-damaged-'));
    files = DuckDbEventFiles.create({ directory, memory: '256MB' });
    path = join(directory, 'events.parquet');
    const events = sealedEvents(randomEvents(seededRandom(1), 400));
    await files.write(path, inBatches(events), signal);
    good = await readFile(path);
  });

  afterEach(async () => {
    await files.close();
    await rm(directory, { recursive: true });
  });

  async function readAll(): Promise<number> {
    let events = 0;
    for await (const batch of files.read(path, { signal })) {
      events += batch.length;
    }
    return events;
  }

  const count = () =>
    files.query<{ n: number }>(
      [path],
      { text: 'SELECT count(*) AS n FROM events', bindings: [] },
      signal,
    );

  /** How it ends to read the file, and to ask for something of it. */
  const endings = () =>
    Promise.all(
      [readAll(), count()].map(asked =>
        asked.then(
          () => 'read',
          error => `${error.name}: ${error.message}`,
        ),
      ),
    );
  const damaged = expect.stringMatching(
    /^DamagedFileError: events.parquet of the archive is not/,
  );

  it.each([0, 1, 4, 8, 100, 5_000])(
    'is damaged when %d bytes are left of it',
    async length => {
      await truncate(path, length);
      expect(await endings()).toEqual([damaged, damaged]);
      await writeFile(path, good);
      expect(await readAll()).toBe(400);
      expect(await count()).toEqual([{ n: 400 }]);
    },
  );

  it('is damaged when it is no Parquet', async () => {
    for (const content of ['PAR1 no PAR1', '{"a":1}', 'x'.repeat(10_000)]) {
      await writeFile(path, content);
      expect(await endings()).toEqual([damaged, damaged]);
    }
  });

  it('is damaged when its end is missing or is that of another', async () => {
    await truncate(path, good.length - 1);
    expect(await endings()).toEqual([damaged, damaged]);
    await writeFile(
      path,
      Buffer.concat([good.subarray(0, 2_000), good.subarray(-2_000)]),
    );
    expect(await endings()).toEqual([damaged, damaged]);
  });

  it.each<[string, string]>([
    ['other columns', 'SELECT 1 AS a'],
    ['a column less', 'SELECT * EXCLUDE (seal) FROM events'],
    ['a column more', 'SELECT *, 1 AS more FROM events'],
    ['another order', 'SELECT id, * EXCLUDE (id) FROM events'],
    [
      'another type',
      'SELECT * REPLACE (sequence::VARCHAR AS sequence) FROM events',
    ],
  ])('is damaged when it has %s', async (_, select) => {
    await rewrite(select);
    expect(await endings()).toEqual([damaged, damaged]);
  });

  it.each<[string, string]>([
    ['events out of order', 'SELECT * FROM events ORDER BY sequence DESC'],
    ['an event twice', 'SELECT * FROM events UNION ALL FROM events LIMIT 401'],
    [
      'no JSON',
      `SELECT * REPLACE (CASE sequence WHEN 7 THEN '{' ELSE meta END AS meta) FROM events`,
    ],
    [
      'no sequence',
      'SELECT * REPLACE (nullif(sequence, 7) AS sequence) FROM events',
    ],
  ])('is damaged when it has %s', async (_, select) => {
    await rewrite(select);
    await expect(readAll()).rejects.toMatchObject({ name: 'DamagedFileError' });
  });

  it('never ends the process, whatever bytes are changed', async () => {
    const running = startProcess(
      join(__dirname, '__testUtils__/readProcess.ts'),
      {
        directory,
        file: 'events.parquet',
        seed: 3,
        rounds: ROUNDS,
      } satisfies ReadProcessTask,
    );
    await running.until(lines => lines.length === ROUNDS);
    await running.end();
    const said = running.lines.flatMap(line => line.split(', '));
    expect([...new Set(said)].sort()).toEqual(['DamagedFileError', 'read']);
    expect(running.complaints).toBe('');
  });

  /** Puts rows that a SELECT makes of those of the file in its place. */
  async function rewrite(select: string) {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const quoted = `'${path}'`;
    await connection.run(
      `CREATE TABLE events AS FROM read_parquet(${quoted}, hive_partitioning = false)`,
    );
    await rm(path);
    await connection.run(`COPY (${select}) TO ${quoted} (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
  }
});
