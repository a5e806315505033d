// SPDX-License-Identifier: Apache-2.0
import type { PipelineStorage } from '../capture/pipeline';

/** Older than this, what waits is behind. */
export const BEHIND_MS = 60_000;
const HALF_FULL = 0.5;

/** What is behind or broken. */
export interface Problem {
  readonly code:
    | 'ledger-behind'
    | 'journal-filling'
    | 'journal-not-working'
    | 'ledger-not-taking';
  readonly message: string;
}

/** How recording gets on in this process. */
export interface RecordingStatus {
  readonly waiting: number;
  readonly oldestWaitingAt?: string;
  readonly journalBytes: number;
  readonly journalMaxBytes: number;
  readonly journalDirectory: string;
  readonly isJournalWorking: boolean;
  readonly committedAt?: string;
  readonly commitMilliseconds?: { readonly p50: number; readonly p99: number };
  readonly dropped: number;
  readonly refused: number;
}

export interface HealthStatus {
  readonly recording: RecordingStatus;
  readonly problems: readonly Problem[];
}

/** Says whether recording keeps up. Asking costs nothing but memory. */
export class Health {
  readonly #storage: PipelineStorage;

  private constructor(storage: PipelineStorage) {
    this.#storage = storage;
  }

  static create(options: { readonly storage: PipelineStorage }): Health {
    return new Health(options.storage);
  }

  status(): HealthStatus {
    const { waiting, drain, settings, commits, refusals } = this.#storage;
    const { committedAt, milliseconds } = commits;
    const { oldestWaitingAt } = drain;
    return {
      recording: {
        waiting: waiting.size,
        ...(oldestWaitingAt && { oldestWaitingAt }),
        journalBytes: waiting.journalBytes,
        journalMaxBytes: waiting.journalMaxBytes,
        journalDirectory: settings.directory,
        isJournalWorking: waiting.isJournaling,
        ...(committedAt !== undefined && {
          committedAt: new Date(committedAt).toISOString(),
        }),
        ...(milliseconds && { commitMilliseconds: milliseconds }),
        dropped: waiting.lost,
        refused: refusals.total,
      },
      problems: this.#problems(),
    };
  }

  #problems(): readonly Problem[] {
    const { waiting, drain, settings } = this.#storage;
    const problems: Problem[] = [];
    const age = Date.now() - Date.parse(drain.oldestWaitingAt ?? '');
    if (age > BEHIND_MS) {
      problems.push({
        code: 'ledger-behind',
        message: `${
          waiting.size
        } events wait for the ledger${this.#beforeStart()}, the oldest for ${Math.round(
          age / 1_000,
        )} seconds`,
      });
    } else if (!drain.isGettingOn) {
      problems.push({
        code: 'ledger-not-taking',
        message: `The database takes no events; ${
          waiting.size
        } wait${this.#beforeStart()}`,
      });
    }
    if (waiting.fill > HALF_FULL) {
      problems.push({
        code: 'journal-filling',
        message: `The journal in ${settings.directory} is ${Math.round(
          waiting.fill * 100,
        )} percent full; when it is full, the least severe events are lost first. auditLog.journal.maxSize makes it larger`,
      });
    }
    if (!waiting.isJournaling) {
      problems.push({
        code: 'journal-not-working',
        message: `Nothing can be written to the journal in ${settings.directory}: events wait in memory, and are lost when this process ends`,
      });
    }
    return problems;
  }

  /** That events wait in the other journal, where any do. */
  #beforeStart(): string {
    const { sizeBeforeStart } = this.#storage.waiting;
    return sizeBeforeStart > 0
      ? `, ${sizeBeforeStart} of them from before the audit log had started`
      : '';
  }
}
