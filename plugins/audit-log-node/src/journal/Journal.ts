// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { Claim } from './Claim';
import type { JournalBatch, JournalEntry } from './JournalEntry';
import { readLost } from './lostFrame';
import { recoverSegment } from './recoverSegment';
import type { Segment } from './Segment';
import { JOURNAL_FILE, Segments } from './Segments';
import { Turns } from './Turns';

/** At most, between writing and flushing. */
const FLUSH_MS = 10;
const LOOK_MS = 15_000;

export interface JournalOptions {
  /** May be shared with other processes, whose files are taken over when they have ended. */
  readonly directory: string;
  /** Of all files of this process, in bytes. */
  readonly maxSize: number;
  readonly logger: LoggerService;
  /** Called when there are entries that were not appended here. */
  readonly onTakenOver?: () => void;
}

interface Waiting {
  readonly entries: readonly JournalEntry[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Keeps entries in files until they are safe elsewhere.
 *
 * What `append` has resolved for survives the death of the process, and a loss of power once it has been flushed, which is
 * done in groups, at most 10 ms later. It is given out in order, and again, also after a crash, until it is said to be
 * done; so whoever takes it must know an entry that they have. Memory does not grow with what waits.
 *
 * See docs/decisions/0013-a-journal-that-needs-no-lock.md.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #turns = new Turns();
  readonly #waiting: Waiting[] = [];
  readonly #look: NodeJS.Timeout;
  #claim: Claim;
  #segments: Segments;
  #flushing: NodeJS.Timeout | undefined;
  #lookedAt = Date.now();

  private constructor(options: JournalOptions, claim: Claim) {
    this.#options = options;
    this.#claim = claim;
    this.#segments = this.#segmentsIn(claim);
    this.#look = setInterval(() => void this.#lookAround(), LOOK_MS);
    this.#look.unref();
  }

  /** Resolves when it has also taken over what others have left. Rejects when nothing can be kept there. */
  static async open(options: JournalOptions): Promise<Journal> {
    const journal = new Journal(options, await Claim.create(options.directory));
    await journal.#lookAround();
    return journal;
  }

  /** Whether there is nothing that is not done. */
  get isEmpty(): boolean {
    return this.#waiting.length === 0 && this.#segments.isDone;
  }

  /** Rejects when they could not be written; none of them is kept then. */
  append(entries: readonly JournalEntry[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, resolve, reject });
      if (this.#waiting.length === 1) {
        void this.#turns.take(() => this.#write());
      }
    });
  }

  /** The oldest that are not done; undefined when there are none. */
  read(most: {
    readonly entries: number;
    readonly bytes: number;
  }): Promise<JournalBatch | undefined> {
    return this.#turns.take(async () => {
      const frames = await this.#segments.read({
        frames: most.entries,
        bytes: most.bytes,
      });
      return frames.length === 0
        ? undefined
        : {
            entries: frames.filter(({ kind }) => kind === 'entry'),
            lost: frames.filter(({ kind }) => kind === 'lost').map(readLost),
          };
    });
  }

  /** What was read last is safe elsewhere. */
  done(): Promise<void> {
    return this.#turns.take(() => this.#segments.done());
  }

  /** Resolves when all that was written is on the disk. */
  async flush(): Promise<void> {
    clearTimeout(this.#flushing);
    this.#flushing = undefined;
    await this.#segments.flush();
  }

  /** Leaves what is not done to whoever opens it next. */
  close(): Promise<void> {
    clearInterval(this.#look);
    return this.#turns.take(async () => {
      await this.flush();
      await this.#segments.close();
      await this.#claim.release();
    });
  }

  /** All that waits, at once: while one group is written, the next one gathers. */
  async #write(): Promise<void> {
    const group = this.#waiting.splice(0);
    try {
      await this.#renewAfterSleep();
      await this.#segments.append(group.flatMap(({ entries }) => entries));
      group.forEach(({ resolve }) => resolve());
      this.#flushing ??= setTimeout(() => void this.#flushInTime(), FLUSH_MS);
    } catch (error: unknown) {
      group.forEach(({ reject }) => reject(error));
    }
  }

  async #flushInTime(): Promise<void> {
    try {
      await this.flush();
    } catch (error: unknown) {
      this.#options.logger.error(
        'The journal of the audit log could not be written to the disk',
        isError(error) ? error : undefined,
      );
    }
  }

  /** A process that was stopped for long may have been taken for one that has ended. */
  async #renewAfterSleep(): Promise<void> {
    if (Date.now() - this.#lookedAt > 2 * LOOK_MS) {
      await this.#renew();
    }
  }

  async #renew(): Promise<void> {
    this.#lookedAt = Date.now();
    if (!(await this.#claim.isOurs())) {
      await this.#segments.close();
      await this.#claim.release();
      this.#claim = await Claim.create(this.#options.directory);
      this.#segments = this.#segmentsIn(this.#claim);
    }
  }

  async #lookAround(): Promise<void> {
    try {
      await this.#turns.take(async () => {
        await this.#renew();
        await this.#recover(await this.#claim.takeOver());
      });
    } catch (error: unknown) {
      this.#options.logger.warn(
        `What other processes have left in ${
          this.#options.directory
        } could not be taken over`,
        isError(error) ? error : undefined,
      );
    }
  }

  async #recover(paths: readonly string[]): Promise<void> {
    const { directory, logger, onTakenOver } = this.#options;
    const segments: Segment[] = [];
    let entries = 0;
    for (const path of paths) {
      if (!path.endsWith(JOURNAL_FILE)) {
        // It was not whole yet; what it was to take the place of is still there.
        await rm(path, { force: true });
        continue;
      }
      const found = await recoverSegment(
        path,
        join(directory, `${basename(path)}.damaged`),
      );
      if (found.setAside) {
        logger.error(
          `${found.damaged} bytes of a file of the audit log's journal are damaged and could not be read; they were put into ${found.setAside}`,
        );
      }
      entries += found.entries;
      segments.push(...(found.segment ? [found.segment] : []));
    }
    if (segments.length > 0) {
      this.#segments.addBefore(segments);
      logger.info(
        `${entries} audit events that a process left behind are taken over`,
      );
      onTakenOver?.();
    }
  }

  #segmentsIn({ folder }: Claim): Segments {
    const { maxSize, logger } = this.#options;
    return new Segments({
      folder,
      maxSize,
      onUnreadable: bytes =>
        logger.error(
          `${bytes} bytes of the audit log's journal cannot be read any more`,
        ),
    });
  }
}
