// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, readFile, rm, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { errorCode } from '../../database/errorCode';
import {
  flush,
  nameOnce,
  requireReadable,
  writeNew,
} from '../../files/durableFiles';
import { hashFile } from '../format/hashFile';
import { ArchiveLockedError } from './ArchiveLockedError';
import type { ArchiveStore, LocalFile } from './ArchiveStore';
import { ArchiveUnavailableError } from './ArchiveUnavailableError';
import { directoryError } from './directoryError';
import { createFolders, createRoot, findFile } from './folders';
import { listFiles, removeAbandoned, TEMPORARY } from './listFiles';
import { requireName } from './requireName';

const PROBE = Buffer.from('The archive can be written and read.\n');

/**
 * An archive in a directory: on a disk of this machine, or on a volume that all replicas have mounted. A file is written under a name
 * that nothing looks for, flushed, and then given its own.
 */
export class DirectoryStore implements ArchiveStore {
  /** Does not look at the directory yet. It is created when it is first written to, where nothing but itself is missing. */
  static create(options: { readonly directory: string }): DirectoryStore {
    return new DirectoryStore(resolve(options.directory));
  }

  readonly kind = 'directory';

  private constructor(readonly location: string) {}

  async check(): Promise<void> {
    await this.using(async () => {
      await createRoot(this.location);
      await removeAbandoned(this.location);
      const probe = this.temporary('probe');
      try {
        await writeNew(probe, PROBE);
        if (!PROBE.equals(await readFile(probe))) {
          throw new ArchiveUnavailableError(
            `The archive in ${this.location} does not give back what was written: check the volume`,
          );
        }
      } finally {
        await rm(probe, { force: true });
      }
    });
  }

  async put(name: string, path: string): Promise<void> {
    requireName(name);
    // What is wrong with this file is not the archive's fault.
    await requireReadable(path);
    await this.using(async () => {
      await createRoot(this.location);
      await createFolders(this.location, dirname(name));
      const target = join(this.location, name);
      const temporary = this.temporary(name);
      try {
        await copyFile(path, temporary, constants.COPYFILE_EXCL);
        await flush(temporary);
        if (!(await nameOnce(temporary, target))) {
          await this.requireSame(name, temporary);
        }
        await flush(dirname(target));
      } finally {
        await rm(temporary, { force: true });
      }
    });
  }

  async open(name: string): Promise<LocalFile> {
    requireName(name);
    const path = await this.using(async () => {
      const found = await findFile(this.location, name);
      if (found !== undefined) {
        await requireReadable(found);
      }
      return found;
    });
    if (path === undefined) {
      throw new NotFoundError(`There is no ${name} in ${this.location}`);
    }
    return { path, release() {} };
  }

  async size(name: string): Promise<number | undefined> {
    requireName(name);
    return this.using(async () => {
      const path = await findFile(this.location, name);
      return path === undefined ? undefined : (await stat(path)).size;
    });
  }

  async *list(prefix: string): AsyncGenerator<string> {
    try {
      await stat(this.location);
      yield* listFiles(this.location, prefix);
    } catch (error: unknown) {
      throw directoryError(this.location, error);
    }
  }

  async remove(name: string): Promise<void> {
    requireName(name);
    await this.using(async () => {
      const path = await findFile(this.location, name);
      if (path === undefined) {
        return;
      }
      try {
        await unlink(path);
      } catch (error: unknown) {
        // What the system says of a file that is immutable or append-only.
        throw errorCode(error) === 'EPERM'
          ? new ArchiveLockedError(
              `The file system protects ${path} from being deleted, as chattr +i does`,
              error,
            )
          : error;
      }
      await flush(dirname(path));
    });
  }

  forgetUnless(): void {}

  async close(): Promise<void> {}

  /** Throws a ConflictError unless the file of this name is as that at a path. */
  private async requireSame(name: string, path: string): Promise<void> {
    const existing = await findFile(this.location, name);
    const isSame =
      existing !== undefined &&
      (await hashFile(existing)).sha256 === (await hashFile(path)).sha256;
    if (!isSame) {
      throw new ConflictError(
        `There is another file at ${join(
          this.location,
          name,
        )}: it is not replaced. Move it away, if the archive is this portal's alone`,
      );
    }
  }

  private temporary(name: string): string {
    const { prefix, suffix } = TEMPORARY;
    return join(
      this.location,
      dirname(name),
      `${prefix}${basename(name)}.${randomUUID()}${suffix}`,
    );
  }

  private async using<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error: unknown) {
      throw directoryError(this.location, error);
    }
  }
}
