// SPDX-License-Identifier: Apache-2.0
import type { ArchiveStore, LocalFile } from '../store/ArchiveStore';
import { DamagedFileError } from '../format/DamagedFileError';
import { hashFile } from '../format/hashFile';
import { isOnlyArchived, type ReadableFile } from './ReadableFile';

/** How long a file that was found to be damaged is taken as such without looking again: someone may put it right meanwhile. */
const DAMAGED_MS = 60_000;

/** Opens files of the archive for reading. Each is compared with what was written before it is first read by this process. */
export class VerifiedFiles {
  static create(options: {
    readonly store: ArchiveStore;
    readonly clock?: () => number;
  }): VerifiedFiles {
    const { store, clock = Date.now } = options;
    return new VerifiedFiles(store, clock);
  }

  /** By hash and name, each with the path it was at, for another copy may be another file; those under way among them. */
  private readonly verified = new Map<
    string,
    { readonly path: string; readonly verifying: Promise<void> }
  >();
  private readonly damaged = new Map<
    string,
    { readonly error: DamagedFileError; readonly until: number }
  >();

  private constructor(
    private readonly store: ArchiveStore,
    private readonly clock: () => number,
  ) {}

  /**
   * The file, at a path. Rejects with a DamagedFileError, with a NotFoundError where it is not there, with an ArchiveUnavailableError,
   * or with what the system says of it.
   */
  async open(file: ReadableFile): Promise<LocalFile> {
    const known = this.damaged.get(keyOf(file));
    if (known && known.until > this.clock()) {
      throw known.error;
    }
    let local: LocalFile | undefined;
    try {
      local = await this.store.open(file.name);
      await this.verify(file, local);
      return local;
    } catch (error: unknown) {
      local?.release(error instanceof DamagedFileError);
      throw error;
    }
  }

  /** Files that were verified may be something else by now: they are compared anew. */
  doubt(files: readonly ReadableFile[]): void {
    files.forEach(file => this.verified.delete(keyOf(file)));
  }

  private async verify(file: ReadableFile, local: LocalFile): Promise<void> {
    const key = keyOf(file);
    let known = this.verified.get(key);
    if (known?.path !== local.path) {
      known = { path: local.path, verifying: compare(file, local) };
      this.verified.set(key, known);
    }
    try {
      await known.verifying;
    } catch (error: unknown) {
      if (this.verified.get(key) === known) {
        this.verified.delete(key);
        // One whose events are live as well may just be written anew.
        if (error instanceof DamagedFileError && isOnlyArchived(file)) {
          const until = this.clock() + DAMAGED_MS;
          this.damaged.set(key, { error, until });
        }
      }
      throw error;
    }
    this.damaged.delete(key);
  }
}

async function compare(
  { name, content }: ReadableFile,
  { path }: LocalFile,
): Promise<void> {
  const { sha256, bytes } = await hashFile(path);
  if (sha256 !== content.sha256) {
    throw new DamagedFileError(
      `${name} has ${bytes} bytes with the SHA-256 ${sha256}; written were ${content.bytes} bytes with ${content.sha256}`,
    );
  }
}

function keyOf({ name, content }: ReadableFile): string {
  return `${content.sha256} ${name}`;
}
