// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import { errorCode } from '../../database/errorCode';
import type { ArchiveStore } from '../store/ArchiveStore';
import { isOnlyArchived, type ReadableFile } from './ReadableFile';

const PUT_BACK = 'have an administrator put the file back as it was';

/** What readers and administrators are told of a file, by the kind of what is wrong with it. */
const KINDS = {
  damaged: {
    is: 'is damaged',
    otherwise: PUT_BACK,
    advice:
      'Put it back as it was, from a backup or an earlier version of the object.',
  },
  missing: {
    is: 'is not there',
    otherwise: PUT_BACK,
    advice: 'Put it back, from a backup or an earlier version of the object.',
  },
  away: {
    is: 'cannot be reached',
    otherwise: 'try again later',
    advice: 'It is tried again whenever it is asked for.',
  },
} as const;

/**
 * What is said of files that cannot be read. Where the archive is, and which file it is, is for administrators: the log says it, once
 * until the file can be read. Who reads events, of one project perhaps, is told what to do.
 */
export class UnreadableFiles {
  static create(options: {
    readonly store: Pick<ArchiveStore, 'location'>;
    readonly logger: LoggerService;
  }): UnreadableFiles {
    return new UnreadableFiles(options.store, options.logger);
  }

  /** By id of a file. */
  private readonly told = new Map<string, string>();

  private constructor(
    private readonly store: Pick<ArchiveStore, 'location'>,
    private readonly logger: LoggerService,
  ) {}

  /** What to reject with: a ServiceUnavailableError, or the reason itself where that has to do with no file. */
  error(file: ReadableFile, reason: unknown): Error {
    const kind = kindOf(reason);
    if (!kind) {
      return reason as Error;
    }
    const { period, content } = file;
    const { is, otherwise } = KINDS[kind];
    this.#tell(file, kind, reason as Error);
    // Without a cause: that would be part of the answer.
    return new ServiceUnavailableError(
      `There are events of ${
        period.name
      } in a file of the archive that ${is}. Ask for a time without ${day(
        content.occurredFrom,
      )} to ${day(content.occurredTo)}, or ${otherwise}`,
    );
  }

  /** The same where all files are as they were written, and yet cannot be read. */
  errorOfAll(reason: Error): Error {
    this.logger.error(
      `Files of the archive at ${this.store.location} cannot be read, though they are as they were written`,
      reason,
    );
    return new ServiceUnavailableError(
      'The archive cannot be read; have an administrator look into the log of the backend',
    );
  }

  /** It can be read: what is wrong with it another time is told of again. */
  forget({ id }: ReadableFile): void {
    this.told.delete(id);
  }

  #tell(file: ReadableFile, kind: keyof typeof KINDS, reason: Error): void {
    // One whose events are live as well may just be written anew.
    const mayBeWritten = kind === 'damaged' && !isOnlyArchived(file);
    if (!mayBeWritten && this.told.get(file.id) !== reason.message) {
      this.told.set(file.id, reason.message);
      const { is, advice } = KINDS[kind];
      this.logger.error(
        `The file ${file.name} of the archive at ${this.store.location} ${is}: its events cannot be read. ${advice}`,
        reason,
      );
    }
  }
}

function kindOf(reason: unknown): keyof typeof KINDS | undefined {
  if (!isError(reason)) {
    return undefined;
  }
  switch (reason.name) {
    case 'DamagedFileError':
      return 'damaged';
    case 'NotFoundError':
      return 'missing';
    case 'ArchiveUnavailableError':
      return 'away';
    default:
      // What the system says, such as ENOENT, EIO and ESTALE.
      return errorCode(reason) ? 'away' : undefined;
  }
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
