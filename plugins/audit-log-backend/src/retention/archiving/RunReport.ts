// SPDX-License-Identifier: Apache-2.0
import { stringifyError } from '@backstage/errors';
import type { RetentionResult } from './RetentionWork';
import type { WorkContext } from './WorkContext';

/** What waits for people or for time, and is no fault of the code. */
const EXPECTED = [
  'WaitingError',
  'ArchiveUnavailableError',
  'ArchiveLockedError',
  'DamagedFileError',
  'DamagedTreeError',
  'ConflictError',
  'NotFoundError',
];

type Done = RetentionResult['archived'][number];

/** What a run has done and what waits, while it is under way. */
export class RunReport {
  static create(options: {
    readonly context: WorkContext;
    readonly signal: AbortSignal;
  }): RunReport {
    return new RunReport(options.context, options.signal);
  }

  readonly archived: Done[] = [];
  readonly removed: Done[] = [];
  readonly returned: Done[] = [];
  readonly #waiting: RetentionResult['waiting'][number][] = [];
  #usable: Promise<boolean> | undefined;

  private constructor(
    private readonly context: WorkContext,
    private readonly signal: AbortSignal,
  ) {}

  get result(): RetentionResult {
    return {
      archived: this.archived,
      removed: this.removed,
      returned: this.returned,
      waiting: this.#waiting,
    };
  }

  wait(message: string, file?: string): void {
    this.#waiting.push({ ...(file !== undefined && { file }), message });
  }

  /** Whether the archive can be used; asked of it once, by whoever is the first to need it. */
  isUsable(): Promise<boolean> {
    this.#usable ??= this.context.store.check().then(
      () => true,
      (error: unknown) => {
        this.#isAway(error);
        return false;
      },
    );
    return this.#usable;
  }

  /**
   * Does something with a file. What cannot be done waits, and does not stop the others; undefined then. Rejects when the database is
   * away, and when the run is stopped.
   */
  async attempt<T>(
    file: string,
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    this.signal.throwIfAborted();
    if (!(await this.isUsable())) {
      return undefined;
    }
    try {
      return await work();
    } catch (error: unknown) {
      this.signal.throwIfAborted();
      const name = (error as Error).name;
      if (name === 'ArchiveUnavailableError') {
        this.#isAway(error);
        return undefined;
      }
      if (!EXPECTED.includes(name)) {
        // Where the database is away this rejects, and so does the run.
        await this.context.knex.raw('SELECT 1');
        this.context.logger.warn(
          `The archive's file of ${file} could not be worked on; it is tried again by the next run`,
          { cause: stringifyError(error) },
        );
      }
      this.wait((error as Error).message, file);
      return undefined;
    }
  }

  /** Everything else waits as well: events that leave the live table now could not be read for as long. */
  #isAway(error: unknown): void {
    this.#usable = Promise.resolve(false);
    this.wait((error as Error).message);
  }
}
