// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { afterDeath } from './__testUtils__/afterDeath';
import { Journal, type JournalOptions } from './Journal';
import type { JournalEntry } from './JournalEntry';

const MOST = { entries: 1_000, bytes: 10_000_000 };

const entry = (content: unknown, ends?: string): JournalEntry => ({
  rank: 1,
  content: JSON.stringify(content),
  ends,
});

describe('what a journal is told of when it begins', () => {
  const logger = mockServices.logger.mock({
    error: message => {
      throw new Error(message);
    },
  });
  let directory: string;
  const opened: Journal[] = [];

  beforeEach(async () => {
    jest.clearAllMocks();
    directory = await mkdtemp(join(tmpdir(), 'audit-log-begins-'));
  });

  afterEach(async () => {
    await Promise.all(opened.splice(0).map(journal => journal.close()));
    await rm(directory, { recursive: true });
  });

  const open = async (options: Partial<JournalOptions> = {}) => {
    const journal = await Journal.open({
      directory,
      maxSize: 10_000_000,
      logger,
      ...options,
    });
    opened.push(journal);
    return journal;
  };

  const readAll = async (journal: Journal) => {
    const contents: unknown[] = [];
    for (;;) {
      const batch = await journal.read(MOST);
      if (!batch) {
        return contents;
      }
      contents.push(...batch.entries.map(({ content }) => JSON.parse(content)));
      await journal.done();
    }
  };

  /** What somebody finds who opens a copy of it as it is on the disk, as if all processes had died just now. */
  const foundAfterDeath = async () => {
    await Promise.all(opened.map(each => each.flush()));
    return afterDeath(directory, async copy => {
      const journal = await open({ directory: copy });
      const found = await readAll(journal);
      opened.splice(opened.indexOf(journal), 1);
      await journal.close();
      return found;
    });
  };

  it('is given out when the process died before it ended, and only then', async () => {
    const journal = await open();
    await journal.begin('a', entry('a is unfinished'));
    expect(await foundAfterDeath()).toEqual(['a is unfinished']);
    expect(await readAll(journal)).toEqual([]);
    await journal.begin('b', entry('b is unfinished'));
    await journal.begin('c', entry('c is unfinished'));
    await journal.append([entry('a has ended', 'a'), entry('of b')]);
    await journal.end(['c']);
    expect(await foundAfterDeath()).toEqual([
      'a has ended',
      'of b',
      'b is unfinished',
    ]);
    expect(await readAll(journal)).toEqual(['a has ended', 'of b']);
    await journal.end(['b', 'never begun']);
    expect(await foundAfterDeath()).toEqual([]);
  });

  it('is given out once by whoever opens it next, also when that one dies', async () => {
    const first = await open();
    await first.begin('a', entry('a is unfinished'));
    opened.splice(0);
    await first.close();
    const next = await open();
    expect(await foundAfterDeath()).toEqual(['a is unfinished']);
    expect(await readAll(next)).toEqual(['a is unfinished']);
    expect(await foundAfterDeath()).toEqual([]);
  });

  it('does not hold on to files, however long it is open', async () => {
    const journal = await open();
    await journal.begin('long', entry('long is unfinished'));
    for (let index = 0; index < 40; index++) {
      const key = `key-${index}`;
      await journal.begin(key, entry('x'.repeat(200_000)));
      await journal.append([entry('y'.repeat(200_000), key)]);
      await readAll(journal);
    }
    expect(journal.size).toBeLessThan(2_000_000);
    const found = await foundAfterDeath();
    expect(found).toContain('long is unfinished');
    expect(found.filter(content => String(content).startsWith('x'))).toEqual(
      [],
    );
    await journal.append([entry('long has ended', 'long')]);
    await readAll(journal);
    expect(journal.isEmpty).toBe(true);
    expect(await foundAfterDeath()).toEqual([]);
  });

  it('takes no room from entries once it has ended', async () => {
    const journal = await open({ maxSize: 200_000 });
    await journal.begin('long', entry('long is unfinished'));
    const texts = Array.from({ length: 60 }, (_, index) =>
      `${index} `.padEnd(2_000, 'x'),
    );
    for (const [index, text] of texts.entries()) {
      await journal.begin(`key-${index}`, entry(text));
      await journal.append([entry(text, `key-${index}`)]);
    }
    expect(await foundAfterDeath()).toEqual([...texts, 'long is unfinished']);
    expect(await readAll(journal)).toEqual(texts);
  });

  it('is forgotten with its end when that is lost for want of room', async () => {
    const journal = await open({ maxSize: 100_000 });
    const found: unknown[] = [];
    for (let index = 0; index < 300; index++) {
      await journal.begin(`key-${index}`, entry('is unfinished'));
      await journal.append([entry('x'.repeat(1_000), `key-${index}`)]);
      if (index % 50 === 0) {
        found.push(...(await foundAfterDeath()));
      }
    }
    found.push(...(await foundAfterDeath()));
    expect(found).not.toContain('is unfinished');
    expect(journal.size).toBeLessThan(110_000);
  });

  it('is told that there is no room for it', async () => {
    const journal = await open({ maxSize: 100_000 });
    const begins = await Promise.all(
      Array.from({ length: 3 }, async (_, index) => {
        await journal.append([entry('x'.repeat(30_000))]);
        return journal.begin(`key-${index}`, entry('z'.repeat(20_000)));
      }),
    );
    expect(begins).toContain(false);
    const folders = await readdir(directory);
    const files = await readdir(join(directory, folders[0]));
    const sizes = await Promise.all(
      files.map(
        async name => (await stat(join(directory, folders[0], name))).size,
      ),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(101_000);
  });

  it('is given out of memory as it was, and of the files what memory has no room for', async () => {
    const journal = await open({ memory: 10_000 });
    const values = Array.from({ length: 50 }, (_, index) => ({ index }));
    for (const value of values) {
      const content = JSON.stringify(value).padEnd(1_000);
      await journal.append([{ rank: 1, content, value }]);
    }
    const read = async () => {
      const batch = (await journal.read({ ...MOST, entries: 7 }))!;
      await journal.done();
      return batch.entries.map(
        each => each.value ?? { of: JSON.parse(each.content) },
      );
    };
    const all: unknown[] = [];
    while (all.length < 50) {
      all.push(...(await read()));
    }
    expect(all.slice(0, 10)).toEqual(values.slice(0, 10));
    expect(all.slice(11)).toEqual(values.slice(11).map(of => ({ of })));
    // And in memory again, when all is done.
    await journal.append([{ rank: 1, content: '"x"', value: 'x' }]);
    expect(await read()).toEqual(['x']);
  });
});
