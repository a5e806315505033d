// SPDX-License-Identifier: Apache-2.0
import { dirname } from 'node:path';
import { performance } from 'node:perf_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { isClaimed } from './Claim';
import { Journal } from './Journal';
import { makePrivateDirectory } from './makePrivateDirectory';
import type { JournalSettings } from './readJournalSettings';

const OPEN_AGAIN_MS = 30_000;
/** While the disk is full, not each event tries it. */
const WRITE_AGAIN_MS = 1_000;
/** A file that has not taken anything for so long does not work. */
const STUCK_MS = 1_000;

export interface UsableJournalOptions {
  /** Of a journal that nothing else is in. */
  readonly settings: JournalSettings;
  /** How many characters of what is in it are kept in memory too. None by default. */
  readonly memory?: number;
  readonly logger: LoggerService;
  /** Called when there are entries that were not appended here. */
  readonly onTakenOver: () => void;
  /** Called with how many entries there was no room for. */
  readonly onLost: (entries: number) => void;
}

/** A journal that is opened when it is first needed, and that is let alone for a while after it has failed. */
export class UsableJournal {
  readonly #options: UsableJournalOptions;
  #opening: Promise<Journal | undefined> | undefined;
  #journal: Journal | undefined;
  #tryAgainAt = 0;
  #isFailing = false;

  private constructor(options: UsableJournalOptions) {
    this.#options = options;
  }

  static create(options: UsableJournalOptions): UsableJournal {
    return new UsableJournal(options);
  }

  /** The journal, once it is open. */
  get opened(): Journal | undefined {
    return this.#journal;
  }

  /** The same, when it is being opened. */
  get opening(): Promise<Journal | undefined> {
    return this.#opening ?? Promise.resolve(undefined);
  }

  /** Whether it is worth a try. */
  get isUsable(): boolean {
    return performance.now() >= this.#tryAgainAt;
  }

  /** Whether what is written survives the process, as far as is known. */
  get isWorking(): boolean {
    return !this.#isFailing && (this.#journal?.stuckMs ?? 0) < STUCK_MS;
  }

  /** From now on it is worth a try, whatever has failed. */
  tryAgain(): void {
    this.#tryAgainAt = 0;
  }

  /** Opens it if somebody has written something there. Nothing is made where there is nothing. */
  async takeOver(): Promise<void> {
    if (await isClaimed(this.#options.settings.directory)) {
      await this.#open();
    }
  }

  /** What becomes of using it, or something else when it cannot be used, which is said in the log the first time. Never rejects. */
  use<T>(work: (journal: Journal) => Promise<T>, otherwise: T): Promise<T> {
    if (!this.isUsable) {
      return Promise.resolve(otherwise);
    }
    const journal = this.#journal;
    // An operation waits for it: it has no promise that it does not need.
    const used = journal
      ? attempt(() => work(journal))
      : this.#open().then(opened => (opened ? work(opened) : otherwise));
    return used.catch((error: unknown) => {
      this.#failed(error, WRITE_AGAIN_MS);
      return otherwise;
    });
  }

  /** It has taken events: what is said of it in the log is so no longer. */
  works(): void {
    if (this.#isFailing) {
      this.#isFailing = false;
      this.#options.logger.info('The journal of the audit log works again');
    }
  }

  async #open(): Promise<Journal | undefined> {
    if (this.isUsable) {
      this.#opening ??= this.#openJournal().catch((error: unknown) => {
        this.#failed(error, OPEN_AGAIN_MS);
        this.#opening = undefined;
        return undefined;
      });
    }
    return this.#opening;
  }

  async #openJournal(): Promise<Journal> {
    const { settings, ...options } = this.#options;
    if (settings.isDefault) {
      await makePrivateDirectory(dirname(settings.directory));
    }
    this.#journal = await Journal.open({ ...settings, ...options });
    return this.#journal;
  }

  #failed(error: unknown, pauseMs: number): void {
    this.#tryAgainAt = performance.now() + pauseMs;
    if (!this.#isFailing) {
      this.#isFailing = true;
      this.#options.logger.error(
        `Audit events wait in memory, and are lost when this process ends: nothing can be written to ${
          this.#options.settings.directory
        }. Set auditLog.journal.directory to a directory of this process's own`,
        isError(error) ? error : undefined,
      );
    }
  }
}

function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return work();
  } catch (error: unknown) {
    return Promise.reject(error);
  }
}
