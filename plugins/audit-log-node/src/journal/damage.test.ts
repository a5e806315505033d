// SPDX-License-Identifier: Apache-2.0
import {
  appendFile,
  readdir,
  readFile,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { basename, join } from 'node:path';
import { entry } from './__testUtils__/entry';
import { JournalsOfTest } from './__testUtils__/JournalsOfTest';
import { readAll } from './__testUtils__/readAll';

describe('Journal', () => {
  let t: JournalsOfTest;

  beforeEach(async () => {
    t = await JournalsOfTest.create();
  });

  afterEach(() => t.close());

  const damage = async (change: (bytes: Buffer) => Buffer) => {
    const journal = await t.open();
    for (const name of ['a', 'b', 'c']) {
      await journal.append([entry(name.repeat(100))]);
    }
    await t.end(journal);
    const [name] = await t.files();
    const path = join(t.directory, name);
    await writeFile(path, change(await readFile(path)));
  };

  it('cuts off what was torn', async () => {
    await damage(bytes => bytes.subarray(0, -1));
    const journal = await t.open();
    await journal.append([entry('d')]);
    const { contents } = await readAll(journal);
    expect(contents).toEqual(['a'.repeat(100), 'b'.repeat(100), 'd']);
    expect(t.logger.error).not.toHaveBeenCalled();
    expect(await readdir(t.directory)).toHaveLength(1);
  });

  it('puts aside what is damaged, says so, and goes on behind it', async () => {
    await damage(bytes => {
      bytes[bytes.indexOf('b')] += 1;
      return bytes;
    });
    const journal = await t.open();
    const { contents } = await readAll(journal);
    expect(contents).toEqual(['a'.repeat(100), 'c'.repeat(100)]);
    const [[message]] = t.logger.error.mock.calls;
    const [, path] = /put into (.*)$/.exec(message)!;
    expect(await readFile(path, 'utf8')).toContain('b'.repeat(99));
    // Not once more.
    await t.end(journal);
    jest.clearAllMocks();
    await t.open();
    expect(t.logger.error).not.toHaveBeenCalled();
  });

  it.each([
    ['nothing', () => Buffer.alloc(0)],
    ['zeros', (bytes: Buffer) => bytes.fill(0)],
    ['noise', (bytes: Buffer) => bytes.map((_, index) => index * 37)],
  ])('starts with a file of %s', async (_, change) => {
    await damage(bytes => Buffer.from(change(bytes)));
    const journal = await t.open();
    expect((await readAll(journal)).contents).toEqual([]);
    await journal.append([entry('d')]);
    expect((await readAll(journal)).contents).toEqual(['d']);
  });

  it('goes on where a file cannot be opened, says so once, and opens it when it can', async () => {
    const first = await t.open();
    await first.begin('open', entry('unfinished'));
    await first.append([entry('a')]);
    const [name] = await t.files();
    const other = await t.open();
    await other.append([entry('b')]);
    const path = join(t.directory, name);
    const bytes = await readFile(path);
    await t.end(first);
    await t.end(other);
    await rm(path);
    // Reading it fails, whoever does.
    await symlink(t.directory, path);

    const journal = await t.open();
    expect((await readAll(journal)).contents).toEqual(['b']);
    const [[message]] = t.logger.error.mock.calls;
    const [, moved] = /events in (.*) wait: .* tried again/.exec(message)!;
    await t.end(journal);
    // Whoever comes next tries it too.
    const next = await t.open();
    expect(t.logger.error).toHaveBeenCalledTimes(2);
    expect((await readAll(next)).contents).toEqual([]);
    await t.end(next);
    const [left] = await readdir(t.directory, { recursive: true }).then(names =>
      names.filter(each => basename(each) === basename(moved)),
    );
    await rm(join(t.directory, left));
    await writeFile(join(t.directory, left), bytes);
    const last = await t.open();
    expect((await readAll(last)).contents).toEqual(['a', 'unfinished']);
    expect(t.logger.error).toHaveBeenCalledTimes(2);
  });

  it('goes on behind a file that somebody has cut', async () => {
    const journal = await t.open();
    for (const name of ['a', 'b', 'c']) {
      await journal.append([entry(name.repeat(100))]);
    }
    await t.flush();
    const [name] = await t.files();
    const path = join(t.directory, name);
    const end = (await readFile(path)).indexOf('b');
    await truncate(path, end);
    expect((await readAll(journal)).contents).toEqual(['a'.repeat(100)]);
    expect(t.logger.error).toHaveBeenCalledTimes(1);
    expect(t.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('cannot be read any more'),
    );
  });

  it('removes what was not whole when a process died', async () => {
    await damage(bytes => bytes);
    const [name] = await t.files();
    await appendFile(join(t.directory, `${name}.new`), 'half');
    const journal = await t.open();
    expect((await readAll(journal)).contents).toHaveLength(3);
    await t.end(journal);
    expect(await readdir(t.directory)).toEqual([]);
  });
});
