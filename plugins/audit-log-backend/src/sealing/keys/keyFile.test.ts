// SPDX-License-Identifier: Apache-2.0
import {
  chmod,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrCreateKeyFile } from './keyFile';

describe('readOrCreateKeyFile', () => {
  let directory: string;
  let path: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-'));
    path = join(directory, 'keys', 'key.pem');
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('makes a file that nobody else can read, and takes it from then on', async () => {
    expect(await readOrCreateKeyFile(path, () => 'one')).toBe('one');
    expect(await readOrCreateKeyFile(path, () => 'other')).toBe('one');
    // eslint-disable-next-line no-bitwise
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(join(directory, 'keys'))).toEqual(['key.pem']);
  });

  it('gives all who start at once the same', async () => {
    const given = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        readOrCreateKeyFile(path, () => `key ${n}`),
      ),
    );
    expect(new Set(given).size).toBe(1);
    expect(await readFile(path, 'utf8')).toBe(given[0]);
    expect(await readdir(join(directory, 'keys'))).toEqual(['key.pem']);
  });

  it('has the file on the disk before its name, and then the names of all that was made', async () => {
    const handle = await open(directory);
    const prototype: FileHandle = Object.getPrototypeOf(handle);
    await handle.close();
    const { sync } = prototype;
    const flushed: { inode: number; names: string[] }[] = [];
    const spy = jest
      .spyOn(prototype, 'sync')
      .mockImplementation(async function flushes(this: FileHandle) {
        await sync.call(this);
        flushed.push({
          inode: (await this.stat()).ino,
          names: await readdir(join(directory, 'a', 'keys')),
        });
      });
    try {
      path = join(directory, 'a', 'keys', 'key.pem');
      await readOrCreateKeyFile(path, () => 'one');
    } finally {
      spy.mockRestore();
    }
    const inodeOf = async (of: string) => (await stat(of)).ino;
    expect(flushed).toEqual([
      { inode: await inodeOf(join(directory, 'a')), names: [] },
      { inode: await inodeOf(directory), names: [] },
      {
        inode: await inodeOf(path),
        names: [expect.stringMatching(/^key\.pem\./)],
      },
      {
        inode: await inodeOf(join(directory, 'a', 'keys')),
        names: expect.arrayContaining(['key.pem']),
      },
    ]);
  });

  it('makes it in a directory that is a link to another', async () => {
    await mkdir(join(directory, 'disk'));
    await symlink(join(directory, 'disk'), join(directory, 'link'));
    for (const name of ['key.pem', 'keys/key.pem']) {
      path = join(directory, 'link', name);
      expect(await readOrCreateKeyFile(path, () => name)).toBe(name);
      expect(await readFile(path, 'utf8')).toBe(name);
    }
  });

  it.each([
    ['nothing', ''],
    ['white space', ' \n'],
  ])('says what to do with a file that has %s in it', async (_, text) => {
    await mkdir(join(directory, 'keys'));
    await writeFile(path, text, { mode: 0o600 });
    await expect(readOrCreateKeyFile(path, () => 'one')).rejects.toThrow(
      /key\.pem is empty.* from a copy.* move the file away.*auditLog\.sealing\.keys/,
    );
    expect(await readFile(path, 'utf8')).toBe(text);
  });

  it.each([
    ['others can read', 0o604],
    ['others can write', 0o602],
    ['the group can write', 0o620],
  ])('refuses a file that %s', async (_, mode) => {
    await readOrCreateKeyFile(path, () => 'one');
    await chmod(path, mode);
    await expect(readOrCreateKeyFile(path, () => 'two')).rejects.toThrow(
      /can be read or changed by others/,
    );
    expect(await readFile(path, 'utf8')).toBe('one');
  });

  it('takes a file that its group can read, as secrets are mounted', async () => {
    await readOrCreateKeyFile(path, () => 'one');
    await chmod(path, 0o440);
    expect(await readOrCreateKeyFile(path, () => 'two')).toBe('one');
  });

  it('refuses a directory that everybody can write to', async () => {
    await chmod(directory, 0o777);
    await expect(
      readOrCreateKeyFile(join(directory, 'key.pem'), () => 'one'),
    ).rejects.toThrow(/everybody can write to it/);
    expect(await readdir(directory)).toEqual([]);
  });

  it('rejects where no directory can be made', async () => {
    await writeFile(join(directory, 'keys'), '');
    await expect(readOrCreateKeyFile(path, () => 'one')).rejects.toThrow();
  });
});
