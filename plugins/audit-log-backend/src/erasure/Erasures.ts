// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { InputError, NotFoundError, stringifyError } from '@backstage/errors';
import type { Erasure } from 'backstage-plugin-audit-log-common';
import { newEventId } from 'backstage-plugin-audit-log-node';
import { searchWords } from '../database/searchWords';
import { erasableOf } from './eraseCandidates';
import { ErasureTakenOverError } from './ErasureTakenOverError';
import {
  beatErasure,
  claimErasures,
  insertErasure,
  listErasures,
  type UnfinishedErasure,
} from './operations/erasureRows';
import { readCandidates } from './operations/readCandidates';
import { Person } from './Person';
import { runErasure, type RunErasureOptions } from './runErasure';
import { sweep } from './sweep';

/** In milliseconds. */
export interface ErasureTimes {
  /** How often each process looks for erasures whose process has died. */
  readonly claim: number;
  /** Between two signs of life. */
  readonly beat: number;
  /** Without a sign of life for so long, an erasure is gone on with by another process. */
  readonly silence: number;
  readonly retry: number;
}

const TIMES: ErasureTimes = {
  claim: 30_000,
  beat: 5_000,
  silence: 60_000,
  retry: 5_000,
};

export interface ErasuresOptions extends RunErasureOptions {
  /** For tests, which do not wait so long. */
  readonly times?: ErasureTimes;
}

/**
 * Erases what the ledger has of people. The events stay in their places and keep their leaves: the tree does not change. An
 * erasure that has begun is done to its end, whichever process does it.
 */
export class Erasures {
  static create(options: ErasuresOptions): Erasures {
    return new Erasures(options);
  }

  readonly #stopping = new AbortController();
  readonly #running = new Map<string, Promise<void>>();
  #claiming: Promise<void> | undefined;

  private constructor(private readonly options: ErasuresOptions) {}

  /** Goes on with what is not done, from now on. */
  start(): void {
    this.#claiming = this.#claim();
  }

  /** Resolves when nothing is under way in this process any more. What is not done is gone on with elsewhere or later. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#claiming;
    await Promise.all(this.#running.values());
  }

  /** The latest first. */
  list(): Promise<Erasure[]> {
    return listErasures(this.options.knex, this.options.dialect);
  }

  async get(id: string): Promise<Erasure> {
    const { knex, dialect } = this.options;
    const [erasure] = await listErasures(knex, dialect, id);
    if (!erasure) {
      throw new NotFoundError(`There is no erasure ${id}`);
    }
    return erasure;
  }

  /** How many events have something of a person. */
  async preview(given: string): Promise<number> {
    const { knex, dialect } = this.options;
    const person = Person.parse(given);
    const { signal } = this.#stopping;
    let events = 0;
    const found = sweep(this.options, { person, before: Date.now(), signal });
    for await (const { candidates } of found) {
      const read = await readCandidates(knex, dialect, candidates);
      events += read.filter(event =>
        erasableOf(this.options, event, person, ''),
      ).length;
    }
    return events;
  }

  /** Begins an erasure; it goes on by itself. `id` is the operation id of the event that tells of it. */
  async begin(request: {
    readonly id: string;
    readonly person: string;
    readonly reason: string;
    readonly startedBy: string;
  }): Promise<Erasure> {
    const { knex, dialect } = this.options;
    const { value } = Person.parse(request.person);
    const erasure = {
      ...request,
      person: value,
      state: { owner: randomUUID(), doneEvent: newEventId() },
    };
    await insertErasure(knex, dialect, erasure);
    this.#run(erasure);
    return this.get(request.id);
  }

  /** Resolves when an erasure that was begun in this process is done. */
  async done(id: string): Promise<void> {
    await this.#running.get(id);
  }

  async #claim(): Promise<void> {
    const { knex, dialect, logger, times = TIMES } = this.options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const claimed = await claimErasures(knex, dialect, times.silence);
        claimed.forEach(erasure => this.#run(erasure));
      } catch (error: unknown) {
        logger.debug('Erasures are looked for again later', {
          cause: String(error),
        });
      }
      await sleep(times.claim, undefined, { signal, ref: false }).catch(
        () => {},
      );
    }
  }

  #run(erasure: UnfinishedErasure): void {
    const { id } = erasure;
    if (!this.#running.has(id)) {
      const run = this.#runToItsEnd(erasure);
      this.#running.set(
        id,
        run.finally(() => this.#running.delete(id)),
      );
    }
  }

  async #runToItsEnd(erasure: UnfinishedErasure): Promise<void> {
    const { knex, dialect, logger, times = TIMES } = this.options;
    const over = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, over.signal]);
    const beating = this.#every(times.beat, signal, () =>
      beatErasure(knex, dialect, erasure),
    );
    let hasFailed = false;
    while (!signal.aborted) {
      try {
        await runErasure(this.options, erasure, signal);
        over.abort();
      } catch (error: unknown) {
        if (error instanceof ErasureTakenOverError) {
          logger.info(error.message);
          break;
        }
        if (!signal.aborted && !hasFailed) {
          hasFailed = true;
          logger.warn(
            `The erasure ${erasure.id} could not go on; it is tried again until it is done`,
            { cause: stringifyError(error) },
          );
        }
        await sleep(times.retry, undefined, { signal, ref: false }).catch(
          () => {},
        );
      }
    }
    over.abort();
    await beating;
  }

  async #every(
    milliseconds: number,
    signal: AbortSignal,
    work: () => Promise<void>,
  ): Promise<void> {
    while (!signal.aborted) {
      await sleep(milliseconds, undefined, { signal, ref: false }).catch(
        () => {},
      );
      if (!signal.aborted) {
        await work().catch(() => {
          // The work itself finds out that the database is away.
        });
      }
    }
  }
}

/** Throws an InputError when the reason of an erasure names who is erased: it is kept. */
export function requireNameless(reason: string, person: string): void {
  const { value, words } = Person.parse(person);
  const said = new Set(searchWords(reason));
  const names = words.filter(word => word !== 'user');
  if (
    reason.toLowerCase().includes(value) ||
    (names.length > 0 && names.every(word => said.has(word)))
  ) {
    throw new InputError(
      'reason: must not name the person, since it is kept; write what it is about, such as the number of the request',
    );
  }
}
