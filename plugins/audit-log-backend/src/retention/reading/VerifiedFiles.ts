// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
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
    readonly logger: LoggerService;
    readonly clock?: () => number;
  }): VerifiedFiles {
    const { store, logger, clock = Date.now } = options;
    return new VerifiedFiles(store, logger, clock);
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
  /** Whose damage has been told of. */
  private readonly told = new Set<string>();

  private constructor(
    private readonly store: ArchiveStore,
    private readonly logger: LoggerService,
    private readonly clock: () => number,
  ) {}

  /**
   * The file, at a path. Rejects with a ServiceUnavailableError that names it where it is damaged or not there, and when the archive
   * is unavailable.
   */
  async open(file: ReadableFile): Promise<LocalFile> {
    const known = this.damaged.get(keyOf(file));
    if (known && known.until > this.clock()) {
      throw unreadable(file, known.error);
    }
    let local: LocalFile | undefined;
    try {
      local = await this.store.open(file.name);
      await this.verify(file, local);
      return local;
    } catch (error: unknown) {
      local?.release(error instanceof DamagedFileError);
      throw unreadable(file, error);
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
          this.refuse(file, error);
        }
      }
      throw error;
    }
    this.damaged.delete(key);
    this.told.delete(key);
  }

  private refuse(file: ReadableFile, error: DamagedFileError): void {
    const key = keyOf(file);
    this.damaged.set(key, { error, until: this.clock() + DAMAGED_MS });
    if (!this.told.has(key)) {
      this.told.add(key);
      this.logger.error(
        `The file ${file.name} of the archive at ${this.store.location} is damaged: its events cannot be read. Put it back as it was, from a backup or an earlier version of the object.`,
        error,
      );
    }
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

/** What to answer to whoever asks for events of a file that cannot be read. */
function unreadable(file: ReadableFile, cause: unknown): Error {
  const { name, period, content } = file;
  const events = `There are events of ${period.name} in the file ${name} of the archive`;
  const instead = `Ask for a time without ${day(content.occurredFrom)} to ${day(
    content.occurredTo,
  )}`;
  switch ((cause as Error).name) {
    case 'DamagedFileError':
      return new ServiceUnavailableError(
        `${events}, which is damaged. ${instead}, or have an administrator put the file back as it was`,
        cause as Error,
      );
    case 'NotFoundError':
      return new ServiceUnavailableError(
        `${events}, which is not there. ${instead}, or have an administrator put the file back`,
        cause as Error,
      );
    case 'ArchiveUnavailableError':
      return new ServiceUnavailableError(
        `${events}, which cannot be reached: ${
          (cause as Error).message
        }. ${instead}, or try again later`,
        cause as Error,
      );
    default:
      return cause as Error;
  }
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
