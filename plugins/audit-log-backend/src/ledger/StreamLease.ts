// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import { renewStream } from '../database/operations/renewStream';
import { takeStream } from '../database/operations/takeStream';

const MAX_ATTEMPTS = 100;

/** The stream that this process writes to. */
export interface HeldStream {
  readonly stream: number;
  readonly holder: string;
  /** Time, of this process, since which it holds this stream without a break. */
  readonly since: number;
}

/**
 * Holds one stream for this process: the smallest free number, so that numbers stay few over any number of restarts.
 *
 * A lease that ran out unnoticed does no harm: the head moves by compare-and-swap together with the holder's name, so a
 * process whose stream was taken over cannot write to it, and takes another.
 */
export class StreamLease {
  static create(options: {
    readonly knex: Knex;
    readonly dialect: Dialect;
    readonly leaseMs: number;
  }): StreamLease {
    return new StreamLease(options.knex, options.dialect, options.leaseMs);
  }

  private readonly holder = randomUUID();
  private held: HeldStream | undefined;
  private last: HeldStream | undefined;
  private taking: Promise<HeldStream> | undefined;
  /** The number that the next batch of the held stream gets. */
  private head = 0;

  private constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
    readonly leaseMs: number,
  ) {}

  /** The held stream; takes one first if there is none. */
  async current(): Promise<HeldStream> {
    if (this.held) {
      return this.held;
    }
    this.taking ??= this.take().finally(() => {
      this.taking = undefined;
    });
    return this.taking;
  }

  /** The number for the next batch of a held stream; undefined when it is not, or may not be, held any more. */
  nextBatch({ stream, since }: HeldStream): number | undefined {
    const { held } = this;
    if (!held || held.stream !== stream || held.since !== since) {
      return undefined;
    }
    const batch = this.head;
    this.head += 1;
    return batch;
  }

  /** Where the head is, or whose the stream is, is not known any more: `current` has to find out. */
  forget(): void {
    this.held = undefined;
  }

  /** Keeps the stream for a process that has nothing to append. */
  async renew(): Promise<void> {
    if (this.held) {
      const { leaseMs } = this;
      if (!(await renewStream(this.knex, this.dialect, this.holder, leaseMs))) {
        this.forget();
      }
    }
  }

  /** Lets the next process have the stream. */
  async release(): Promise<void> {
    if (this.held) {
      this.forget();
      await renewStream(this.knex, this.dialect, this.holder, 0);
    }
  }

  private async take(): Promise<HeldStream> {
    const since = Date.now();
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const taken = await takeStream(
        this.knex,
        this.dialect,
        this.holder,
        this.leaseMs,
      );
      if (taken) {
        // Still the holder of the same stream: nobody else can have had it meanwhile.
        const unbroken =
          taken.held && this.last?.stream === taken.stream
            ? this.last.since
            : since;
        this.held = {
          stream: taken.stream,
          holder: this.holder,
          since: unbroken,
        };
        this.last = this.held;
        this.head = taken.head;
        return this.held;
      }
    }
    throw new ServiceUnavailableError(
      'No stream of the audit log could be leased: other processes were faster each time; the append can be tried again',
    );
  }
}
