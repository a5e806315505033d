// SPDX-License-Identifier: Apache-2.0
import fs from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { afterDeath } from './__testUtils__/afterDeath';
import { readFrames } from './frames';
import { Journal } from './Journal';
import { JOURNAL_FILE } from './SegmentList';

const MEGABYTE = 1024 * 1024;
/** Of which a file is 4 MB long. */
const MAX_SIZE = 64 * MEGABYTE;
const FILE = 4 * MEGABYTE;
const MOST = { entries: 10_000, bytes: 100_000_000 };

describe('files of a journal that are made ready', () => {
  const logger = mockServices.logger.mock({
    error: message => {
      throw new Error(message);
    },
  });
  let directory: string;
  const opened: Journal[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-reserved-'));
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await Promise.all(opened.splice(0).map(journal => journal.close()));
    await rm(directory, { recursive: true });
  });

  const open = async (path = directory) => {
    const options = { directory: path, maxSize: MAX_SIZE, logger };
    const journal = await Journal.open(options);
    opened.push(journal);
    return journal;
  };

  /** All that are there, in order. */
  const files = async () => {
    const names = await readdir(directory, { recursive: true });
    return Promise.all(
      names
        .filter(name => name.endsWith(JOURNAL_FILE))
        .sort()
        .map(async name => {
          // It may have gone meanwhile.
          const bytes = await readFile(join(directory, name)).catch(() =>
            Buffer.alloc(0),
          );
          return { name, length: bytes.length, ...readFrames(bytes) };
        }),
    );
  };

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
    const content = JSON.stringify(`${count++} `.padEnd(bytes, 'x'));
    await journal.append([{ rank: 1, content }]);
    return content;
  };

  const readAll = async (journal: Journal) => {
    const contents: string[] = [];
    for (;;) {
      const batch = await journal.read(MOST);
      if (!batch) {
        return contents;
      }
      contents.push(...batch.entries.map(({ content }) => content));
      await journal.done();
    }
  };

  /** What somebody finds who opens a copy of it as it is, as if the process had died just now. */
  const foundAfterDeath = async () => {
    return afterDeath(directory, async copy => {
      const journal = await open(copy);
      const found = await readAll(journal);
      opened.splice(opened.indexOf(journal), 1);
      await journal.close();
      return found;
    });
  };

  it('are written to in order, and keep their length until they are full', async () => {
    const journal = await open();
    const contents: string[] = [];
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
    expect(await foundAfterDeath()).toEqual(contents);
    expect(await readAll(journal)).toEqual(contents);
  });

  it('are not waited for', async () => {
    const journal = await open();
    const contents: string[] = [];
    for (let index = 0; index < 30; index++) {
      contents.push(await append(journal, 900_000));
    }
    // No file goes any more.
    await untilOneIsReady();
    expect(await foundAfterDeath()).toEqual(contents);
    expect(await readAll(journal)).toEqual(contents);
  });

  it('leave nothing in good order, and what is not done without what was not needed', async () => {
    const journal = await open();
    await append(journal, 100);
    await untilOneIsReady();
    await journal.append([{ rank: 1, content: '"kept"' }]);
    opened.splice(0);
    await journal.close();
    const kept = await files();
    expect(kept.map(({ length, end }) => length - end)).toEqual([0]);
    const next = await open();
    expect(await readAll(next)).toHaveLength(2);
    opened.splice(0);
    await next.close();
    expect(await readdir(directory)).toEqual([]);
  });

  it('tell after a crash what was done, and give out the rest', async () => {
    const journal = await open();
    const contents: string[] = [];
    for (let index = 0; index < 5; index++) {
      contents.push(await append(journal, 100));
    }
    await journal.read({ ...MOST, entries: 3 });
    await journal.done();
    await journal.flush();
    expect(await foundAfterDeath()).toEqual(contents.slice(3));
    await readAll(journal);
    await journal.flush();
    expect(await foundAfterDeath()).toEqual([]);
  });

  it('go when the disk was full, once all of them is done, so that it has their room again', async () => {
    const journal = await open();
    const contents = [await append(journal, 100), await append(journal, 100)];
    await untilOneIsReady();
    const [first] = await files();
    const full = jest.spyOn(fs, 'writeSync').mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    await expect(append(journal, 100)).rejects.toThrow('ENOSPC');
    full.mockRestore();
    expect((await files()).map(({ name }) => name)).toContain(first.name);
    expect(await foundAfterDeath()).toEqual(contents);
    expect(await readAll(journal)).toEqual(contents);
    while ((await files()).some(({ name }) => name === first.name)) {
      await sleep(5);
    }
    const next = await append(journal, 100);
    expect(await foundAfterDeath()).toEqual([next]);
    expect(await readAll(journal)).toEqual([next]);
  });

  it('go when they are old and all is done, with what is open written to the next', async () => {
    const journal = await open();
    await journal.begin('a', { rank: 1, content: '"a is unfinished"' });
    await append(journal, 100);
    await readAll(journal);
    await journal.flush();
    const [first] = await files();
    const before = performance.now();
    jest.spyOn(performance, 'now').mockImplementation(() => before + 3_600_000);
    await journal.flush();
    while ((await files()).some(({ name }) => name === first.name)) {
      await sleep(5);
    }
    expect(await foundAfterDeath()).toEqual(['"a is unfinished"']);
    const content = await append(journal, 100);
    expect(await readAll(journal)).toEqual([content]);
  });
});
