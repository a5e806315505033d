// SPDX-License-Identifier: Apache-2.0
import fs from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { entry } from './__testUtils__/entry';
import { JournalsOfTest } from './__testUtils__/JournalsOfTest';
import { contentsOf, MOST } from './__testUtils__/readAll';
import { readFrames } from './frames';
import type { Journal } from './Journal';

const MEGABYTE = 1024 * 1024;
/** Of which a file is 4 MB long. */
const MAX_SIZE = 64 * MEGABYTE;
const FILE = 4 * MEGABYTE;

describe('files of a journal that are made ready', () => {
  const logger = mockServices.logger.mock({
    error: message => {
      throw new Error(message);
    },
  });
  let t: JournalsOfTest;

  beforeEach(async () => {
    t = await JournalsOfTest.create({ logger, maxSize: MAX_SIZE });
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await t.close();
  });

  /** All that are there, in order. */
  const files = async () =>
    Promise.all(
      (await t.files()).sort().map(async name => {
        // It may have gone meanwhile.
        const bytes = await readFile(join(t.directory, name)).catch(() =>
          Buffer.alloc(0),
        );
        return { name, length: bytes.length, ...readFrames(bytes) };
      }),
    );

  const untilOneIsReady = async () => {
    for (;;) {
      const last = (await files()).at(-1);
      if (last?.length === FILE && last.frames.length === 0) {
        return;
      }
      await sleep(5);
    }
  };

  let count = 0;
  const append = async (journal: Journal, bytes: number) => {
    const content = `${count++} `.padEnd(bytes, 'x');
    await journal.append([entry(content)]);
    return content;
  };

  it('are written to in order, and keep their length until they are full', async () => {
    const journal = await t.open();
    const contents: unknown[] = [];
    while (
      (await files()).filter(({ frames }) => frames.length > 0).length < 3
    ) {
      contents.push(await append(journal, 500_000));
      await untilOneIsReady();
    }
    const [, second, third] = await files();
    expect(second.length).toBeGreaterThanOrEqual(FILE);
    expect(third.length).toBe(FILE);
    expect(third.frames.length).toBeGreaterThan(0);
    expect(third.damages).toEqual([]);
    expect(await t.foundAfterDeath()).toEqual(contents);
    expect(await contentsOf(journal)).toEqual(contents);
  });

  it('are not waited for', async () => {
    const journal = await t.open();
    const contents: unknown[] = [];
    for (let index = 0; index < 30; index++) {
      contents.push(await append(journal, 900_000));
    }
    // No file goes any more.
    await untilOneIsReady();
    expect(await t.foundAfterDeath()).toEqual(contents);
    expect(await contentsOf(journal)).toEqual(contents);
  });

  it('leave nothing in good order, and what is not done without what was not needed', async () => {
    const journal = await t.open();
    await append(journal, 100);
    await untilOneIsReady();
    await journal.append([entry('kept')]);
    await t.end(journal);
    const kept = await files();
    expect(kept.map(({ length, end }) => length - end)).toEqual([0]);
    const next = await t.open();
    expect(await contentsOf(next)).toHaveLength(2);
    await t.end(next);
    expect(await readdir(t.directory)).toEqual([]);
  });

  it('tell after a crash what was done, and give out the rest', async () => {
    const journal = await t.open();
    const contents: unknown[] = [];
    for (let index = 0; index < 5; index++) {
      contents.push(await append(journal, 100));
    }
    await journal.read({ ...MOST, entries: 3 });
    await journal.done();
    await journal.flush();
    expect(await t.foundAfterDeath()).toEqual(contents.slice(3));
    await contentsOf(journal);
    await journal.flush();
    expect(await t.foundAfterDeath()).toEqual([]);
  });

  it('go when the disk was full, once all of them is done, so that it has their room again', async () => {
    const journal = await t.open();
    const contents = [await append(journal, 100), await append(journal, 100)];
    await untilOneIsReady();
    const [first] = await files();
    const full = jest.spyOn(fs, 'writeSync').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    await expect(append(journal, 100)).rejects.toThrow('ENOSPC');
    full.mockRestore();
    expect((await files()).map(({ name }) => name)).toContain(first.name);
    expect(await t.foundAfterDeath()).toEqual(contents);
    expect(await contentsOf(journal)).toEqual(contents);
    while ((await files()).some(({ name }) => name === first.name)) {
      await sleep(5);
    }
    const next = await append(journal, 100);
    expect(await t.foundAfterDeath()).toEqual([next]);
    expect(await contentsOf(journal)).toEqual([next]);
  });

  it('go when they are old and all is done, with what is open written to the next', async () => {
    const journal = await t.open();
    await journal.begin('a', entry('a is unfinished'));
    await append(journal, 100);
    await contentsOf(journal);
    await journal.flush();
    const [first] = await files();
    const before = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => before + 3_600_000);
    await journal.flush();
    while ((await files()).some(({ name }) => name === first.name)) {
      await sleep(5);
    }
    expect(await t.foundAfterDeath()).toEqual(['a is unfinished']);
    const content = await append(journal, 100);
    expect(await contentsOf(journal)).toEqual([content]);
  });
});
