// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { isError } from '@backstage/errors';
import { Claim } from './Claim';
import { type Frame, isEntry } from './frames';
import type { JournalBatch, JournalEntry } from './JournalEntry';
import { readLost } from './lostFrame';
import type { MemoryBudget } from './RecentFrames';
import { eitherClock } from './eitherClock';
import { frameOf } from './frameOf';
import type { JournalOptions } from './JournalOptions';
import { type LaterFiles, NOTHING_LATER, recoverFiles } from './recoverFiles';
import { Segments } from './Segments';
import { Turns } from './Turns';
import { WriteGroups } from './WriteGroups';

/** At most, between writing and flushing. */
const FLUSH_MS = 10;
const LOOK_MS = 15_000;

/**
 * Keeps entries in files until they are safe elsewhere.
 *
 * What `append` has resolved for survives the death of the process, and a loss of power once it has been flushed, which is
 * done in groups, at most 10 ms later. It is given out in order, and again, also after a crash, until it is said to be
 * done; so whoever takes it must know an entry that they have. Memory grows with what waits up to a bound.
 *
 * What `begin` was told of is given out only if the process dies before it ends: then whoever takes over gives it out.
 *
 * See docs/decisions/0013-a-journal-that-needs-no-lock.md, docs/decisions/0015-a-journal-in-front-of-the-ledger.md and
 * docs/decisions/0019-a-journal-waits-for-no-disk.md.
 */
export class Journal {
  readonly #options: JournalOptions;
  readonly #turns = new Turns();
  readonly #groups = WriteGroups.create({
    inTurn: work => this.#turns.take(work),
    write: frames => this.#write(frames),
    writeNow: frames => this.#writeNow(frames),
  });
  readonly #look: NodeJS.Timeout;
  readonly #budget: MemoryBudget;
  #claim: Claim;
  #segments: Segments;
  #flushing: NodeJS.Timeout | undefined;
  #isClosed = false;
  /** What was taken over and could not be opened. */
  #later: LaterFiles = NOTHING_LATER;
  #lookedAt = eitherClock();
  #writingSince: number | undefined;

  private constructor(options: JournalOptions, claim: Claim) {
    this.#options = options;
    this.#budget = { left: options.memory ?? 0 };
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
    return this.#groups.isEmpty && this.#segments.isDone;
  }

  /** How many entries are not done. */
  get waiting(): number {
    return this.#segments.waiting;
  }

  /** Bytes on the disk. */
  get size(): number {
    return this.#segments.size;
  }

  /** How full it is, from 0 to 1. */
  get fill(): number {
    return this.#segments.used / this.#segments.room;
  }

  /** For how many milliseconds the file has not taken what it was given. */
  get stuckMs(): number {
    return this.#writingSince === undefined
      ? 0
      : performance.now() - this.#writingSince;
  }

  /** Rejects when they could not be written; none of them is kept then. */
  append(entries: readonly JournalEntry[]): Promise<unknown> {
    return this.#groups.add(entries.map(frameOf));
  }

  /**
   * Keeps an entry that counts if the process dies before the key is ended, by `end` or by an entry that `ends` it. Resolves
   * with false when there is no room for it, and rejects when it could not be written.
   */
  begin(key: string, { rank, content }: JournalEntry): Promise<boolean> {
    return this.#groups.add([{ kind: 'begin', rank, key, content }]);
  }

  /** What began with these keys ended, and nothing is kept of it. Rejects when that could not be written. */
  async end(keys: readonly string[]): Promise<void> {
    await this.#groups.add(
      keys.map(key => ({ kind: 'end', rank: 0, key, content: '' })),
    );
  }

  /** The oldest that are not done; undefined when there are none. */
  read(most: {
    readonly entries: number;
    readonly bytes: number;
  }): Promise<JournalBatch | undefined> {
    return this.#turns.take(async () => {
      if (this.#hasSlept && !this.#isClosed) {
        // What is in them may have been taken by somebody, who hands it on.
        await this.#renew();
      }
      const frames = await this.#segments.read({
        frames: most.entries,
        bytes: most.bytes,
      });
      return frames.length === 0
        ? undefined
        : {
            entries: frames.filter(isEntry),
            lost: frames.filter(({ kind }) => kind === 'lost').map(readLost),
          };
    });
  }

  /** What was read last is safe elsewhere. */
  done(): Promise<void> {
    return this.#turns.take(async () => {
      await this.#segments.done();
      this.#flushSoon();
    });
  }

  /** Resolves when all that was written is on the disk. */
  async flush(): Promise<void> {
    clearTimeout(this.#flushing);
    this.#flushing = undefined;
    await this.#segments.flush();
    await this.#turns.take(() => this.#segments.tidy());
  }

  /**
   * Leaves what is not done to whoever opens it next. So is what is still written afterwards, in a folder of its own: whoever closes
   * it may not know the last one who writes.
   */
  close(): Promise<void> {
    clearInterval(this.#look);
    this.#isClosed = true;
    clearTimeout(this.#flushing);
    void this.#groups.writeAll();
    return this.#turns.take(async () => {
      await this.#segments.flush();
      await this.#segments.close();
      await this.#claim.release();
    });
  }

  /** False when something else has to be done before, or waited for. */
  #writeNow(frames: readonly Frame[]): boolean {
    const isWritten =
      this.#turns.areFree &&
      this.#options.flush !== 'wait' &&
      !this.#hasSlept &&
      !this.#isClosed &&
      this.#segments.appendNow(frames);
    if (isWritten) {
      this.#flushSoon();
    }
    return isWritten;
  }

  async #write(frames: readonly Frame[]): Promise<boolean> {
    this.#writingSince = performance.now();
    try {
      if (this.#hasSlept || this.#isClosed) {
        await this.#renew();
      }
      const isKept = await this.#segments.append(frames);
      if (this.#options.flush === 'wait' || this.#isClosed) {
        await this.#segments.flush();
      }
      this.#flushSoon();
      return isKept;
    } finally {
      this.#writingSince = undefined;
    }
  }

  #flushSoon(): void {
    if (!this.#isClosed) {
      this.#flushing ??= setTimeout(() => void this.#flushInTime(), FLUSH_MS);
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
  get #hasSlept(): boolean {
    return eitherClock() - this.#lookedAt > 2 * LOOK_MS;
  }

  async #renew(): Promise<void> {
    if (!(await this.#claim.isOurs())) {
      await this.#segments.abandon();
      await this.#claim.release();
      this.#claim = await Claim.create(this.#options.directory);
      this.#segments = this.#segmentsIn(this.#claim, this.#segments.begun);
      this.#later = NOTHING_LATER;
    }
    this.#lookedAt = eitherClock();
  }

  async #lookAround(): Promise<void> {
    const { directory, logger } = this.#options;
    const warn = (error: unknown) =>
      logger.warn(
        `What other processes have left in ${directory} could not be taken over`,
        isError(error) ? error : undefined,
      );
    const paths = await this.#turns
      .take(async () => {
        await this.#renew();
        await this.#segments.tidy();
        return this.#claim.takeOver();
      })
      .catch((error: unknown) => {
        warn(error);
        return [];
      });
    await this.#recover(paths).catch(warn);
  }

  async #recover(paths: readonly string[]): Promise<void> {
    const { directory, logger, onTakenOver } = this.#options;
    const { segments, unfinished, entries, later } = await recoverFiles({
      paths,
      before: this.#later,
      directory,
      budget: this.#budget,
      logger,
    });
    this.#later = later;
    if (segments.length > 0) {
      await this.#turns.take(async () => {
        this.#segments.addBefore(segments);
        await this.#segments.append(unfinished);
      });
      logger.info(
        `${entries} audit events that a process left behind are taken over, and ${unfinished.length} operations that it did not finish`,
      );
      onTakenOver?.();
    }
  }

  #segmentsIn(
    { folder }: Claim,
    begunElsewhere?: ReadonlySet<string>,
  ): Segments {
    const { maxSize, logger, onLost = () => {} } = this.#options;
    return new Segments({
      folder,
      maxSize,
      budget: this.#budget,
      begunElsewhere,
      onLost,
      onUnreadable: bytes =>
        logger.error(
          `${bytes} bytes of the audit log's journal cannot be read any more`,
        ),
    });
  }
}
