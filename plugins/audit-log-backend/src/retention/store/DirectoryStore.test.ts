// SPDX-License-Identifier: Apache-2.0
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asOrdinaryUser } from './__testUtils__/asOrdinaryUser';
import { allOf } from './__testUtils__/allOf';
import { DirectoryStore } from './DirectoryStore';

const NAME = 'events/year=2026/month=11/2026-11.default.1.parquet';
const OTHER = 'events/year=2026/month=11/2026-11.default.2.parquet';

describe('DirectoryStore', () => {
  let base: string;
  let root: string;
  let store: DirectoryStore;

  beforeEach(async () => {
    base = await mkdtemp(join(tmpdir(), 'audit-log-archive-'));
    root = join(base, 'archive');
    store = DirectoryStore.create({ directory: root });
  });

  afterEach(async () => {
    await store.close();
    await rm(base, { recursive: true });
  });

  async function localFile(content: string | Buffer): Promise<string> {
    const path = join(base, `local-${Math.random()}`);
    await writeFile(path, content);
    return path;
  }

  async function contentOf(name: string): Promise<string> {
    const local = await store.open(name);
    try {
      return await readFile(local.path, 'utf8');
    } finally {
      local.release();
    }
  }

  it('keeps what is put, and gives it back', async () => {
    await store.check();
    await store.put(NAME, await localFile('one'));
    await store.put('manifests/2026-11.default.1.json', await localFile('{}'));
    expect(await contentOf(NAME)).toBe('one');
    expect(await store.size(NAME)).toBe(3);
    expect(await store.size(OTHER)).toBeUndefined();
    expect(await allOf(store.list(''))).toEqual(
      [NAME, 'manifests/2026-11.default.1.json'].sort(),
    );
    expect(
      await allOf(store.list('events/year=2026/month=11/2026-11.d')),
    ).toEqual([NAME]);
    expect(await allOf(store.list('events/year=2025'))).toEqual([]);
    await expect(store.open(OTHER)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await store.remove(NAME);
    await store.remove(NAME);
    expect(await allOf(store.list('events/'))).toEqual([]);
  });

  it('never replaces', async () => {
    await store.put(NAME, await localFile('one'));
    await store.put(NAME, await localFile('one'));
    await expect(store.put(NAME, await localFile('two'))).rejects.toMatchObject(
      { name: 'ConflictError' },
    );
    expect(await contentOf(NAME)).toBe('one');
    expect(await readdir(join(root, dirname(NAME)))).toHaveLength(1);
  });

  it('takes one of two that come at the same time', async () => {
    const contents = Array.from({ length: 8 }, (_, n) =>
      `${n}`.repeat(100_000),
    );
    const paths = await Promise.all(contents.map(localFile));
    const results = await Promise.allSettled(
      paths.map((path, n) =>
        (n % 2 ? store : DirectoryStore.create({ directory: root })).put(
          NAME,
          path,
        ),
      ),
    );
    const kept = results.filter(({ status }) => status === 'fulfilled');
    expect(kept).toHaveLength(1);
    expect(contents).toContain(await contentOf(NAME));
    const refusals = results.flatMap(result =>
      result.status === 'rejected' ? [result.reason.name] : [],
    );
    expect(refusals).toEqual(Array(7).fill('ConflictError'));
    expect(await readdir(join(root, dirname(NAME)))).toHaveLength(1);
  });

  it.each([
    '../secret',
    'events/../../secret',
    '/etc/passwd',
    'events//x',
    '.hidden',
    'events/.hidden',
    'events/',
    '',
    'a\\b',
    'a\0b',
    'A',
    'é',
    'a b',
    'c:d',
    'a'.repeat(300),
  ])('refuses the name %j', async name => {
    const path = await localFile('x');
    for (const refused of [
      () => store.put(name, path),
      () => store.open(name),
      () => store.size(name),
      () => store.remove(name),
    ]) {
      await expect(refused()).rejects.toMatchObject({ name: 'InputError' });
    }
    await expect(readdir(root)).rejects.toThrow('ENOENT');
  });

  it('is unavailable where what it is to be in is not there', async () => {
    const away = DirectoryStore.create({
      directory: join(base, 'volume/archive'),
    });
    const path = await localFile('x');
    for (const asked of [
      () => away.check(),
      () => away.put(NAME, path),
      () => away.open(NAME),
      () => away.size(NAME),
      () => away.remove(NAME),
      () => allOf(away.list('')),
    ]) {
      await expect(asked()).rejects.toMatchObject({
        name: 'ArchiveUnavailableError',
        message: expect.stringMatching(/create the directory, or mount/),
      });
    }
    await mkdir(join(base, 'volume'));
    await away.check();
    await away.put(NAME, path);
  });

  it('says that a file to be put is not there without blaming the archive', async () => {
    await expect(store.put(NAME, join(base, 'none'))).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });

  it('says so where something else is in the place of a file or directory', async () => {
    const path = await localFile('x');
    const refused = (message: RegExp) => ({
      name: 'ArchiveUnavailableError',
      message: expect.stringMatching(message),
    });
    await mkdir(join(root, NAME), { recursive: true });
    await mkdir(join(root, 'removals'));
    await symlink('/etc/passwd', join(root, 'removals/link.json'));
    await symlink('/etc', join(root, 'manifests'));
    for (const [name, message] of [
      [NAME, /a directory is at .*parquet, where a file should be/],
      ['removals/link.json', /a symbolic link is at/],
      ['manifests/passwd', /a symbolic link is at .*manifests, where a dir/],
    ] as const) {
      await expect(store.open(name)).rejects.toMatchObject(refused(message));
      await expect(store.size(name)).rejects.toMatchObject(refused(message));
      await expect(store.remove(name)).rejects.toMatchObject(refused(message));
      await expect(store.put(name, path)).rejects.toMatchObject(
        refused(message),
      );
    }
    expect(await allOf(store.list(''))).toEqual([]);
    await rm(root, { recursive: true });
    await writeFile(root, 'a file');
    await expect(store.check()).rejects.toMatchObject(refused(/a file/));
    await expect(store.put(NAME, path)).rejects.toMatchObject(
      refused(/a file/),
    );
  });

  it('waits while it is read-only, and goes on', async () => {
    await store.put(NAME, await localFile('one'));
    await chmod(base, 0o755);
    const path = await localFile('two');
    const refused = {
      name: 'ArchiveUnavailableError',
      message: expect.stringMatching(/give the user that runs the backend/),
    };
    await asOrdinaryUser(root, async () => {
      for (const folder of [join(root, dirname(NAME)), root]) {
        await chmod(folder, 0o555);
      }
      await expect(store.check()).rejects.toMatchObject(refused);
      await expect(store.put(OTHER, path)).rejects.toMatchObject(refused);
      await expect(store.remove(NAME)).rejects.toMatchObject(refused);
      expect(await contentOf(NAME)).toBe('one');
      for (const folder of [root, join(root, dirname(NAME))]) {
        await chmod(folder, 0o755);
      }
      await store.check();
      await store.put(OTHER, path);
    });
    expect(await contentOf(OTHER)).toBe('two');
  });

  it('gives nothing to whoever may not read it', async () => {
    await store.put(NAME, await localFile('one'));
    await chmod(base, 0o755);
    await asOrdinaryUser(root, async () => {
      await chmod(join(root, NAME), 0o000);
      await expect(store.open(NAME)).rejects.toMatchObject({
        name: 'ArchiveUnavailableError',
      });
      await chmod(join(root, NAME), 0o600);
    });
  });

  it('clears away what was being written when a process died', async () => {
    await store.put(NAME, await localFile('one'));
    const left = join(
      root,
      dirname(NAME),
      '.2026-11.default.2.parquet.x.writing',
    );
    await writeFile(left, 'half');
    await store.check();
    expect(await allOf(store.list(''))).toEqual([NAME]);
    expect(await readdir(dirname(left))).toHaveLength(2);
    const before = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await utimes(left, before, before);
    await store.check();
    expect(await readdir(dirname(left))).toHaveLength(1);
  });
});
