// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Cause } from '../changes/EntityChange';
import type { KeptCause } from '../causes/NotedCause';
import { readCauses } from '../causes/operations/readCauses';
import { moveVersion } from './operations/moveVersion';
import { readWatch, type Watch } from './operations/readWatch';

/** How many entities one transaction is about at the most. The catalog waits for it where it shares the connection. */
export const BATCH = 500;

export interface LookOptions {
  readonly knex: Knex;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly signal: AbortSignal;
}

/** One look at the catalog: what was known when it began, and how it writes. */
export class Look {
  static async begin(options: LookOptions): Promise<Look> {
    const watch = await readWatch(options.knex);
    return new Look(options, watch, await readCauses(options.knex));
  }

  readonly knex: Knex;
  readonly now: number;
  readonly signal: AbortSignal;
  #version: number;

  private constructor(
    { knex, now, signal }: LookOptions,
    readonly watch: Watch,
    readonly causes: readonly KeptCause[],
  ) {
    this.knex = knex;
    this.now = now;
    this.signal = signal;
    this.#version = watch.version;
  }

  /** Whether what happens is reported. Until the baseline it is what the catalog begins with. */
  get isReporting(): boolean {
    return this.watch.baselineAt !== null;
  }

  /** Why there is a new entity from this location, if a person registered it. */
  causeOfCreation(origin: string | null): Cause | undefined {
    return causeOf(
      this.causes.find(
        ({ kind, subject, isSpent }) =>
          kind === 'registered' && subject === origin && !isSpent,
      ),
    );
  }

  /** Why an entity is gone, if a person saw to it. */
  causeOfRemoval(uid: string, origin: string | null): Cause | undefined {
    return causeOf(
      this.causes.find(
        ({ kind, subject, isSpent }) =>
          !isSpent &&
          ((kind === 'deleted' && subject === uid) ||
            (kind === 'unregistered' && subject === origin)),
      ),
    );
  }

  /** Whether a person registered it while the baseline was waited for: it is reported all the same. */
  isRegistered(origin: string | null): boolean {
    return this.causes.some(
      ({ kind, subject }) => kind === 'registered' && subject === origin,
    );
  }

  /**
   * Writes in one transaction. Throws an OvertakenError, and writes nothing, when another look has written since this one
   * read: what it found may be out of date.
   */
  async write(
    work: (transaction: Knex.Transaction) => Promise<void>,
  ): Promise<void> {
    await this.knex.transaction(async transaction => {
      await moveVersion(transaction, this.#version);
      await work(transaction);
    });
    this.#version += 1;
  }
}

function causeOf(kept: KeptCause | undefined): Cause | undefined {
  if (!kept) {
    return undefined;
  }
  const { subject: _, isSpent: __, ...cause } = kept;
  return cause;
}
