// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startProcess } from '../__testUtils__/startProcess';
import { entry } from './__testUtils__/entry';
import { JournalsOfTest } from './__testUtils__/JournalsOfTest';
import { MOST, readAll } from './__testUtils__/readAll';

const PROCESS = join(__dirname, '__testUtils__/journalProcess.ts');

describe('Journal', () => {
  let t: JournalsOfTest;

  beforeEach(async () => {
    t = await JournalsOfTest.create();
  });

  afterEach(() => t.close());

  it('gives out what was appended, in order, until it is done', async () => {
    const journal = await t.open();
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
    const journal = await t.open({ maxSize: 100_000_000 });
    const sizes = Array.from({ length: 300 }, (_, index) => index ** 2);
    await Promise.all(
      sizes.map(size => journal.append([entry('x'.repeat(size))])),
    );
    const { contents } = await readAll(journal, { entries: 7, bytes: 1_000 });
    expect(contents.map(({ length }) => length)).toEqual(sizes);
  });

  it('leaves nothing behind when all is done', async () => {
    const journal = await t.open();
    // Several files.
    for (let index = 0; index < 30; index++) {
      await journal.append([entry('x'.repeat(300_000))]);
    }
    expect((await t.files()).length).toBeGreaterThan(1);
    await readAll(journal);
    await t.end(journal);
    expect(await readdir(t.directory)).toEqual([]);
  });

  it('leaves what is not done to whoever opens it next', async () => {
    const first = await t.open();
    await first.append([entry('a'), entry('b')]);
    await first.read({ ...MOST, entries: 1 });
    await first.done();
    await t.end(first);
    const next = await t.open();
    expect((await readAll(next)).contents).toEqual(['b']);
    await next.append([entry('c')]);
    expect((await readAll(next)).contents).toEqual(['c']);
  });

  it('keeps what is written after it was closed for whoever opens it next', async () => {
    const first = await t.open();
    await first.append([entry('a')]);
    await first.begin('open', entry('began'));
    await first.begin('ends', entry('never'));
    await first.close();
    await first.begin('late', entry('began late'));
    for (const content of ['b', 'c']) {
      await first.append([entry(content)]);
    }
    await first.append([{ ...entry('ended'), ends: 'ends' }]);
    const killed = [...['a', 'b', 'c', 'ended'], ...['began', 'began late']];
    expect(await t.foundAfterDeath()).toEqual(killed);
    await t.end(first);
    const next = await t.open();
    expect((await readAll(next)).contents).toEqual(killed);
    await t.end(next);
    expect(await readdir(t.directory)).toEqual([]);
  });

  it('takes nothing from one that is open', async () => {
    const [first, other] = [await t.open(), await t.open()];
    await first.append([entry('a')]);
    await other.append([entry('b')]);
    await t.end(other);
    const third = await t.open();
    expect((await readAll(third)).contents).toEqual(['b']);
    expect((await readAll(first)).contents).toEqual(['a']);
  });

  it('loses nothing that it kept when processes are killed, two in one directory', async () => {
    const processes = ['a', 'b'].map(name =>
      startProcess(PROCESS, { directory: t.directory, name }),
    );
    await Promise.all(processes.map(each => each.written(2_000)));
    const [a, b] = processes;
    await a.kill();
    const survivor = await t.open();
    const ofFirst = (await readAll(survivor)).contents;
    await b.kill();
    const next = await t.open();
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
    expect(t.logger.error).not.toHaveBeenCalled();
  }, 180_000);

  it('divides what is left among those who come for it at the same time', async () => {
    for (let index = 0; index < 5; index++) {
      const journal = await t.open();
      await journal.append([entry(index)]);
      await t.end(journal);
      if (index % 2) {
        await mkdir(join(t.directory, 'somebody'), { recursive: true });
      }
    }
    const all = await Promise.all([t.open(), t.open(), t.open()]);
    const read = await Promise.all(all.map(journal => readAll(journal)));
    expect(read.flatMap(({ contents }) => contents).sort()).toEqual([
      0, 1, 2, 3, 4,
    ]);
  });

  it('rejects what cannot be written, and goes on when it can', async () => {
    const journal = await t.open({ maxSize: 10_000_000 });
    await journal.append([entry('a')]);
    // More than a file may hold: a new one is due, for which there is no folder.
    await journal.append([entry('x'.repeat(2_000_000))]);
    const [token] = await readdir(t.directory);
    const away = `${t.directory}-away`;
    spawnSync('mv', [join(t.directory, token), away]);
    await expect(journal.append([entry('b')])).rejects.toThrow('ENOENT');
    spawnSync('mv', [away, join(t.directory, token)]);
    await journal.append([entry('c')]);
    const { contents } = await readAll(journal);
    expect(contents.map(each => each.slice(0, 1))).toEqual(['a', 'x', 'c']);
  });

  it('is opened nowhere where others could write', async () => {
    await chmod(t.directory, 0o777);
    await expect(t.open()).rejects.toThrow('others can write to it');
  });
});
