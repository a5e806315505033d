// SPDX-License-Identifier: Apache-2.0
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../../__testUtils__/eventually';
import { type Fetch, FetchedFiles } from './FetchedFiles';

describe('FetchedFiles', () => {
  let directory: string;
  let files: FetchedFiles;
  /** What was fetched, in order. */
  let fetched: string[];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-fetched-'));
    files = FetchedFiles.create({ directory, maxBytes: 100 });
    fetched = [];
  });

  afterEach(async () => {
    await files.close();
    await rm(directory, { recursive: true });
  });

  const fetching =
    (content: string): Fetch =>
    async (path, _signal, reserve) => {
      fetched.push(content);
      await reserve(content.length);
      await writeFile(path, content, { flag: 'wx' });
      return content.length;
    };

  async function use(name: string, content = name.repeat(40)) {
    const local = await files.open(name, fetching(content));
    expect(await readFile(local.path, 'utf8')).toBe(content);
    return local;
  }

  async function copies(): Promise<number> {
    const [own] = await readdir(directory);
    return (await readdir(join(directory, own))).length;
  }

  it('fetches once what is used again and again', async () => {
    (await use('a')).release();
    (await use('a')).release();
    expect(fetched).toHaveLength(1);
  });

  it('lets the one go that was used the longest ago', async () => {
    for (const name of ['a', 'b', 'a', 'c', 'a']) {
      (await use(name)).release();
    }
    expect(fetched.map(([name]) => name)).toEqual(['a', 'b', 'c']);
    (await use('b')).release();
    expect(fetched).toHaveLength(4);
    expect(await copies()).toBe(2);
  });

  it('keeps what is in use, however much that is', async () => {
    const all = await Promise.all(['a', 'b', 'c', 'd'].map(name => use(name)));
    expect(await copies()).toBe(4);
    for (const local of all) {
      await readFile(local.path);
      local.release();
      local.release();
    }
    (await use('a')).release();
    expect(await copies()).toBe(2);
  });

  it('takes a file larger than all that may be kept, for as long as it is in use', async () => {
    const local = await use('a', 'x'.repeat(1_000));
    local.release();
    (await use('b')).release();
    expect(await copies()).toBe(1);
  });

  it('fetches for all who ask at the same time at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, () => files.open('a', fetching('a'))),
    );
    expect(fetched).toHaveLength(1);
    expect(new Set(all.map(({ path }) => path)).size).toBe(1);
    all.forEach(local => local.release());
  });

  it('goes on for others when one gives up, and ends when all do', async () => {
    let stopped = 0;
    let end = () => {};
    let begun = () => {};
    const beginning = () =>
      new Promise<void>(resolve => {
        begun = resolve;
      });
    const slow: Fetch = (path, signal) =>
      new Promise((resolve, reject) => {
        begun();
        end = () => writeFile(path, 'x').then(() => resolve(1));
        signal.addEventListener('abort', () => {
          stopped++;
          reject(signal.reason);
        });
      });
    const one = new AbortController();
    let begins = beginning();
    const giving = files.open('a', slow, one.signal);
    const staying = files.open('a', slow);
    await begins;
    one.abort(new Error('enough'));
    await expect(giving).rejects.toThrow('enough');
    expect(stopped).toBe(0);
    end();
    (await staying).release();

    const alone = files.open('b', slow, one.signal);
    await expect(alone).rejects.toThrow('enough');
    const two = new AbortController();
    begins = beginning();
    const last = files.open('b', slow, two.signal);
    await begins;
    two.abort(new Error('enough too'));
    await expect(last).rejects.toThrow('enough too');
    expect(stopped).toBe(1);
    (await use('b')).release();
  });

  it('tells all who wait that it failed, and tries again for the next', async () => {
    const failing: Fetch = async path => {
      await writeFile(path, 'half');
      throw new Error('away');
    };
    const all = await Promise.allSettled(
      [1, 2].map(() => files.open('a', failing)),
    );
    expect(all.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    (await use('a')).release();
    expect(await copies()).toBe(1);
  });

  it('fetches anew what was damaged, or what somebody has deleted', async () => {
    const first = await use('a');
    const reading = await use('a');
    first.release(true);
    const second = await use('a');
    expect(second.path).not.toBe(first.path);
    await readFile(reading.path);
    reading.release();
    second.release();
    await rm(second.path);
    (await use('a')).release();
    expect(fetched).toHaveLength(3);
    const [own] = await readdir(directory);
    await rm(join(directory, own), { recursive: true });
    (await use('a')).release();
    (await use('b')).release();
    expect(await copies()).toBe(2);
  });

  it('forgets what was removed, once nobody reads it', async () => {
    const local = await use('a');
    files.forget('a');
    files.forget('b');
    await readFile(local.path);
    local.release();
    (await use('a', 'new')).release();
    expect(await copies()).toBe(1);
  });

  it('keeps no copy of what is not needed any more, once nobody reads it', async () => {
    const read = await use('a');
    (await use('b')).release();
    (await use('c', 'c')).release();
    files.forgetUnless(name => name === 'c');
    expect(await readFile(read.path, 'utf8')).toBe('a'.repeat(40));
    read.release();
    await eventually(copies, left => left === 1);
    (await use('c', 'c')).release();
    expect(fetched).toHaveLength(3);
    (await use('a', 'new')).release();
  });

  it('leaves nothing, and clears away what processes that died have left', async () => {
    (await use('a')).release();
    await files.close();
    expect(await readdir(directory)).toEqual([]);
    const next = FetchedFiles.create({ directory, maxBytes: 100 });
    const local = await next.open('a', fetching('a'));
    const [own] = await readdir(directory);
    // No system has a process of such a number.
    const dead = own.replace(/-\d+-/, `-${2 ** 30}-`);
    await mkdir(join(directory, dead));
    await mkdir(join(directory, 'other-thing'));
    files = FetchedFiles.create({ directory, maxBytes: 100 });
    (await use('b')).release();
    const left = await readdir(directory);
    expect(left).not.toContain(dead);
    expect(left).toEqual(expect.arrayContaining([own, 'other-thing']));
    local.release();
    await next.close();
    await expect(next.open('a', fetching('a'))).rejects.toThrow('closed');
  });

  it('is in no directory that others can write to', async () => {
    const open = join(directory, 'open');
    await mkdir(open);
    await chmod(open, 0o777);
    const refused = FetchedFiles.create({ directory: open, maxBytes: 100 });
    await expect(refused.open('a', fetching('a'))).rejects.toThrow(
      /Others can write to .*chmod 700/,
    );
    await chmod(open, 0o700);
    (await refused.open('a', fetching('a'))).release();
    await refused.close();
  });
});
