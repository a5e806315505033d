// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { startProcess } from '../__testUtils__/startProcess';
import { Journal } from './Journal';
import type { JournalBatch, JournalEntry } from './JournalEntry';

const MOST = { entries: 1_000, bytes: 1_000_000 };
const PROCESS = join(__dirname, '__testUtils__/journalProcess.ts');

const entry = (content: unknown, rank = 1): JournalEntry => ({
  rank,
  content: JSON.stringify(content),
});

describe('Journal', () => {
  const logger = mockServices.logger.mock();
  let directory: string;
  const opened: Journal[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-journal-'));
    jest.clearAllMocks();
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(journal => journal.close()));
    await rm(directory, { recursive: true });
  });

  const open = async (maxSize = 10_000_000) => {
    const journal = await Journal.open({ directory, maxSize, logger });
    opened.push(journal);
    return journal;
  };

  const close = async (journal: Journal) => {
    opened.splice(opened.indexOf(journal), 1);
    await journal.close();
  };

  const readAll = async (journal: Journal, most = MOST) => {
    const batches: JournalBatch[] = [];
    for (;;) {
      const batch = await journal.read(most);
      if (!batch) {
        return {
          contents: batches.flatMap(({ entries }) =>
            entries.map(({ content }) => JSON.parse(content)),
          ),
          lost: batches.flatMap(({ lost }) => lost),
        };
      }
      batches.push(batch);
      await journal.done();
    }
  };

  const filesLeft = async () =>
    (await readdir(directory, { recursive: true })).filter(name =>
      name.endsWith('.journal'),
    );

  it('gives out what was appended, in order, until it is done', async () => {
    const journal = await open();
    await journal.append([entry('a'), entry('b')]);
    await journal.append([entry('c')]);
    for (let times = 0; times < 2; times++) {
      const batch = await journal.read({ ...MOST, entries: 2 });
      expect(batch?.entries).toMatchObject([entry('a'), entry('b')]);
    }
    await journal.done();
    expect(await readAll(journal)).toEqual({ contents: ['c'], lost: [] });
    expect(journal.isEmpty).toBe(true);
    expect(await journal.read(MOST)).toBeUndefined();
  });

  it('takes entries of any size from many at a time, and gives out batches of few bytes', async () => {
    const journal = await open(100_000_000);
    const sizes = Array.from({ length: 300 }, (_, index) => index ** 2);
    await Promise.all(
      sizes.map(size => journal.append([entry('x'.repeat(size))])),
    );
    const { contents } = await readAll(journal, { entries: 7, bytes: 1_000 });
    expect(contents.map(({ length }) => length)).toEqual(sizes);
  });

  it('leaves nothing behind when all is done', async () => {
    const journal = await open();
    // Several files.
    for (let index = 0; index < 30; index++) {
      await journal.append([entry('x'.repeat(300_000))]);
    }
    expect((await filesLeft()).length).toBeGreaterThan(1);
    await readAll(journal);
    await close(journal);
    expect(await readdir(directory)).toEqual([]);
  });

  it('leaves what is not done to whoever opens it next', async () => {
    const first = await open();
    await first.append([entry('a'), entry('b')]);
    await first.read({ ...MOST, entries: 1 });
    await first.done();
    await close(first);
    const next = await open();
    expect((await readAll(next)).contents).toEqual(['b']);
    await next.append([entry('c')]);
    expect((await readAll(next)).contents).toEqual(['c']);
  });

  it('takes nothing from one that is open', async () => {
    const [first, other] = [await open(), await open()];
    await first.append([entry('a')]);
    await other.append([entry('b')]);
    await close(other);
    const third = await open();
    expect((await readAll(third)).contents).toEqual(['b']);
    expect((await readAll(first)).contents).toEqual(['a']);
  });

  it('loses nothing that it kept when processes are killed, two in one directory', async () => {
    const processes = ['a', 'b'].map(name =>
      startProcess(PROCESS, { directory, name }),
    );
    await Promise.all(processes.map(each => each.written(2_000)));
    const [a, b] = processes;
    await a.kill();
    const survivor = await open();
    const ofFirst = (await readAll(survivor)).contents;
    await b.kill();
    const next = await open();
    const ofSecond = (await readAll(next)).contents;
    for (const [process, contents] of [
      [a, ofFirst],
      [b, ofSecond],
    ] as const) {
      const found = new Set(contents);
      expect(found.size).toBe(contents.length);
      expect(
        process.lines.filter(line => !found.has(JSON.parse(line))),
      ).toEqual([]);
    }
    expect(ofFirst.every(content => content.startsWith('a-'))).toBe(true);
    expect(logger.error).not.toHaveBeenCalled();
  }, 60_000);

  it('divides what is left among those who come for it at the same time', async () => {
    for (let index = 0; index < 5; index++) {
      const journal = await open();
      await journal.append([entry(index)]);
      await close(journal);
      if (index % 2) {
        await mkdir(join(directory, 'somebody'), { recursive: true });
      }
    }
    const all = await Promise.all([open(), open(), open()]);
    const read = await Promise.all(all.map(journal => readAll(journal)));
    expect(read.flatMap(({ contents }) => contents).sort()).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });

  const damage = async (change: (bytes: Buffer) => Buffer) => {
    const journal = await open();
    for (const name of ['a', 'b', 'c']) {
      await journal.append([entry(name.repeat(100))]);
    }
    await close(journal);
    const [name] = await filesLeft();
    const path = join(directory, name);
    await writeFile(path, change(await readFile(path)));
  };

  it('cuts off what was torn', async () => {
    await damage(bytes => bytes.subarray(0, -1));
    const journal = await open();
    await journal.append([entry('d')]);
    const { contents } = await readAll(journal);
    expect(contents).toEqual(['a'.repeat(100), 'b'.repeat(100), 'd']);
    expect(logger.error).not.toHaveBeenCalled();
    expect(await readdir(directory)).toHaveLength(1);
  });

  it('puts aside what is damaged, says so, and goes on behind it', async () => {
    await damage(bytes => {
      bytes[bytes.indexOf('b')] += 1;
      return bytes;
    });
    const journal = await open();
    const { contents } = await readAll(journal);
    expect(contents).toEqual(['a'.repeat(100), 'c'.repeat(100)]);
    const [[message]] = logger.error.mock.calls;
    const [, path] = /put into (.*)$/.exec(message)!;
    expect(await readFile(path, 'utf8')).toContain('b'.repeat(99));
    // Not once more.
    await close(journal);
    jest.clearAllMocks();
    await open();
    expect(logger.error).not.toHaveBeenCalled();
  });

  it.each([
    ['nothing', () => Buffer.alloc(0)],
    ['zeros', (bytes: Buffer) => bytes.fill(0)],
    ['noise', (bytes: Buffer) => bytes.map((_, index) => index * 37)],
  ])('starts with a file of %s', async (_, change) => {
    await damage(bytes => Buffer.from(change(bytes)));
    const journal = await open();
    expect((await readAll(journal)).contents).toEqual([]);
    await journal.append([entry('d')]);
    expect((await readAll(journal)).contents).toEqual(['d']);
  });

  it('removes what was not whole when a process died', async () => {
    await damage(bytes => bytes);
    const [name] = await filesLeft();
    await appendFile(join(directory, `${name}.new`), 'half');
    const journal = await open();
    expect((await readAll(journal)).contents).toHaveLength(3);
    await close(journal);
    expect(await readdir(directory)).toEqual([]);
  });

  describe('when there is no room', () => {
    it('loses the lowest ranks first, the oldest of them, and tells how many', async () => {
      const journal = await open(100_000);
      const text = 'x'.repeat(1_000);
      for (let index = 0; index < 300; index++) {
        await journal.append([entry([index, text], index % 10 === 0 ? 3 : 0)]);
      }
      const { contents, lost } = await readAll(journal);
      const kept = contents.map(([index]) => index);
      const high = Array.from({ length: 30 }, (_, index) => index * 10);
      expect(kept).toEqual(expect.arrayContaining(high));
      expect(kept).toEqual([...kept].sort((a, b) => a - b));
      expect(kept.at(-1)).toBe(299);
      const lostInAll = lost.reduce((sum, { counts }) => sum + counts[0], 0);
      expect(lostInAll).toBe(300 - kept.length);
      expect(lost.flatMap(({ counts }) => Object.keys(counts))).toContain('0');
      expect(lost.some(({ counts }) => 3 in counts)).toBe(false);
      expect(kept.length * 1_000).toBeGreaterThan(60_000);
    });

    it('stays within it for long, in few files', async () => {
      const journal = await open(100_000);
      const text = 'x'.repeat(500);
      for (let index = 0; index < 3_000; index++) {
        await journal.append([entry(text, index % 100 === 0 ? 2 : 0)]);
      }
      const files = await filesLeft();
      const sizes = await Promise.all(
        files.map(async name => (await stat(join(directory, name))).size),
      );
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(110_000);
      expect(files.length).toBeLessThan(40);
      const { contents, lost } = await readAll(journal);
      const counts = lost.flatMap(each => Object.values(each.counts));
      expect(
        counts.reduce((sum, count) => sum + count, 0) + contents.length,
      ).toBe(3_000);
    });

    it('loses what comes when it is of a lower rank than all that is there', async () => {
      const journal = await open(100_000);
      const text = 'x'.repeat(1_000);
      for (let index = 0; index < 90; index++) {
        await journal.append([entry(text, 3)]);
      }
      for (let index = 0; index < 1_000; index++) {
        await journal.append([entry(text, 0)]);
      }
      const { contents, lost } = await readAll(journal);
      expect(contents.length).toBeGreaterThanOrEqual(90);
      expect(lost.length).toBeLessThan(5);
      const gone = lost.reduce((sum, { counts }) => sum + counts[0], 0);
      expect(gone + contents.length).toBe(1_090);
    });

    it('does not lose what is being read', async () => {
      const journal = await open(100_000);
      const text = 'x'.repeat(1_000);
      for (let index = 0; index < 50; index++) {
        await journal.append([entry([index, text])]);
      }
      const reading = await journal.read({ ...MOST, entries: 5 });
      for (let index = 50; index < 300; index++) {
        await journal.append([entry([index, text])]);
      }
      expect(await journal.read({ ...MOST, entries: 5 })).toMatchObject({
        entries: reading!.entries.map(({ content }) => ({ content })),
      });
      await journal.done();
      const { contents, lost } = await readAll(journal);
      const [first] = contents[0];
      expect(first).toBeGreaterThan(5);
      const gone = lost.reduce((sum, { counts }) => sum + counts[1], 0);
      expect(gone + contents.length + 5).toBe(300);
    });

    it('tells after a crash what it told before', async () => {
      const journal = await open(50_000);
      for (let index = 0; index < 100; index++) {
        await journal.append([entry('x'.repeat(1_000))]);
      }
      const lost = (await journal.read(MOST))!.lost;
      await close(journal);
      const next = await open(50_000);
      expect((await next.read(MOST))!.lost).toEqual(lost);
      expect(lost.length).toBeGreaterThan(0);
    });
  });

  it('rejects what cannot be written, and goes on when it can', async () => {
    const journal = await open(10_000_000);
    await journal.append([entry('a')]);
    // More than a file may hold: a new one is due, for which there is no folder.
    await journal.append([entry('x'.repeat(2_000_000))]);
    const [token] = await readdir(directory);
    const away = `${directory}-away`;
    spawnSync('mv', [join(directory, token), away]);
    await expect(journal.append([entry('b')])).rejects.toThrow('ENOENT');
    spawnSync('mv', [away, join(directory, token)]);
    await journal.append([entry('c')]);
    const { contents } = await readAll(journal);
    expect(contents.map(each => each.slice(0, 1))).toEqual(['a', 'x', 'c']);
  });

  it('is opened nowhere where others could write', async () => {
    await chmod(directory, 0o777);
    await expect(open()).rejects.toThrow('others can write to it');
  });
});
