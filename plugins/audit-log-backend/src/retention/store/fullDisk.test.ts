// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess } from '../../__testUtils__/startProcess';
import { allOf } from './__testUtils__/allOf';
import type { PutProcessTask } from './__testUtils__/putProcess';
import { DirectoryStore } from './DirectoryStore';

const PROCESS = join(__dirname, '__testUtils__/putProcess.ts');
/** What the disk takes, in files: 64 blocks of 1024 bytes each. The signal would end the process, and no full disk sends it. */
const SMALL_DISK = [
  'bash',
  '-c',
  `trap '' XFSZ; ulimit -f 64; exec "$@"`,
  'bash',
];
const MEGABYTE = 1024 * 1024;

describe('A directory as archive, when something happens in the middle', () => {
  let base: string;
  let directory: string;
  let store: DirectoryStore;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'audit-log-archive-'));
    directory = join(base, 'archive');
    store = DirectoryStore.create({ directory });
  });

  afterEach(async () => {
    await rm(base, { recursive: true });
  });

  const start = (task: Omit<PutProcessTask, 'directory'>, under?: string[]) =>
    startProcess(PROCESS, { directory, ...task }, { under });

  it('has nothing of what did not fit, and takes what does', async () => {
    const large = join(base, 'large');
    const small = join(base, 'small');
    await writeFile(large, Buffer.alloc(MEGABYTE, 1));
    await writeFile(small, 'small');
    const running = start(
      {
        puts: [
          ['events/large.parquet', large],
          ['events/small.parquet', small],
        ],
      },
      SMALL_DISK,
    );
    await running.until(lines => lines.length === 3);
    await running.end();
    expect(running.lines[1]).toMatch(
      /^ArchiveUnavailableError: The archive in .* cannot be used: /,
    );
    expect(running.lines[2]).toBe('put');
    expect(await allOf(store.list(''))).toEqual(['events/small.parquet']);
    await store.put('events/large.parquet', large);
    expect(await store.size('events/large.parquet')).toBe(MEGABYTE);
  });

  it('has each file whole or not at all, whenever the process dies', async () => {
    const content = Buffer.alloc(16 * MEGABYTE, 'abcdefg');
    const path = join(base, 'file');
    await writeFile(path, content);
    const names = Array.from({ length: 200 }, (_, n) => `events/${n}.parquet`);
    const puts = names.map(name => [name, path] as const);
    for (const patience of [0, 20, 60, 110]) {
      const running = start({ puts, diesAfterMs: patience });
      await expect(running.until(() => false)).rejects.toThrow(
        'The process ended (SIGKILL)',
      );
    }
    const there = await allOf(store.list(''));
    expect(there.length).toBeLessThan(names.length);
    for (const name of there) {
      const { path: found } = await store.open(name);
      expect(content.equals(await readFile(found))).toBe(true);
    }
    const next = names.find(name => !there.includes(name))!;
    await store.put(next, path);
    expect(await store.size(next)).toBe(content.length);
  });
});
