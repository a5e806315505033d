// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { FailureLog } from '../FailureLog';

/** What a database that is away for long may cost in memory. */
const MOST = 10_000;
const RETRY_MS = 1_000;

/** Writes one thing down. The same again MUST do no harm. */
export type Note = () => Promise<void>;

export interface NoteQueueOptions {
  readonly logger: LoggerService;
  readonly retryMs?: number;
}

/**
 * Writes down what observers saw, one after the other, and again while the database does not take it. Lost with the process
 * are only the notes that it could not write: then what happened is on record without who was behind it.
 */
export class NoteQueue {
  static create(options: NoteQueueOptions): NoteQueue {
    return new NoteQueue(options);
  }

  readonly #notes: { readonly write: Note; readonly done: () => void }[] = [];
  readonly #failures: FailureLog;
  #running: Promise<void> | undefined;
  #isStopped = false;

  private constructor(private readonly options: NoteQueueOptions) {
    this.#failures = FailureLog.create({
      ...options,
      failing:
        'Who does what in the catalog waits to be written down: the database does not take it',
      working: 'Who does what in the catalog is written down again',
    });
  }

  /** Resolves when it is written, or given up. Never rejects. */
  add(write: Note): Promise<void> {
    return new Promise(done => {
      this.#notes.push({ write, done });
      if (this.#notes.length > MOST) {
        // Not the first: it may be being written.
        this.#notes.splice(1, 1)[0].done();
      }
      this.#running ??= this.#run();
    });
  }

  /** Resolves when everything that was added by now is written, or given up. */
  async written(): Promise<void> {
    await this.#running;
  }

  /** Writes what is left, without trying again. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let note = this.#notes[0]; note; note = this.#notes[0]) {
      if (await this.#isDone(note.write)) {
        this.#notes.shift();
        note.done();
      } else {
        await sleep(this.options.retryMs ?? RETRY_MS, undefined, {
          ref: false,
        });
      }
    }
    this.#running = undefined;
  }

  async #isDone(write: Note): Promise<boolean> {
    try {
      await write();
      this.#failures.worked();
      return true;
    } catch (error: unknown) {
      this.#failures.failed(error);
      return this.#isStopped;
    }
  }
}
