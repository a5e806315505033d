// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import type { StoredEvent } from '../database/eventRow';
import { appendBatch } from '../database/operations/appendBatch';
import { findExistingIds } from '../database/operations/findExistingIds';
import { StreamLostError } from '../database/operations/StreamLostError';
import type { AppendParticipant } from './AppendParticipant';
import type { HeldStream, StreamLease } from './StreamLease';
import { Turns } from './Turns';

const MAX_ATTEMPTS = 5;
/** How far ahead of the clock the time in an id may run: generators of UUIDv7 borrow from the next milliseconds. */
const CLOCK_ALLOWANCE_MS = 1000;

/**
 * Writes batches to this process's stream, each event once.
 *
 * An event that was recorded after the stream was taken can only have been appended to this stream before, where its key
 * refuses it; only then, or when the event is older than that, is it looked for in the other streams. So the usual batch
 * costs no look-up, and an event whose commit was lost sight of in one stream is not appended again in another. What
 * this cannot see is two processes appending the same event at the same moment: an event MUST be in the hands of one
 * process at a time.
 */
export class BatchWriter {
  static create(options: {
    readonly knex: Knex;
    readonly dialect: Dialect;
    readonly lease: StreamLease;
    readonly participant?: AppendParticipant;
  }): BatchWriter {
    return new BatchWriter(
      options.knex,
      options.dialect,
      options.lease,
      options.participant,
    );
  }

  /** To get a number: batches are numbered in the order of the calls. */
  private readonly numbering = new Turns();
  /** To move the head: batches are committed in the order of their numbers. */
  private readonly moving = new Turns();

  private constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
    private readonly lease: StreamLease,
    private readonly participant: AppendParticipant | undefined,
  ) {}

  /** Resolves once the events are committed. Calls that overlap MUST NOT have an event in common. */
  async write(events: readonly StoredEvent[]): Promise<void> {
    const turn = this.numbering.next();
    try {
      let lookUpAll = false;
      for (let attempt = 1; ; attempt++) {
        const held = await this.lease.current();
        const missing = await this.withoutExisting(
          events,
          lookUpAll ? Infinity : held.since + CLOCK_ALLOWANCE_MS,
        );
        await turn.comes;
        if (missing.length === 0) {
          return;
        }
        try {
          const appended = this.append(held, missing);
          turn.pass();
          await appended;
          return;
        } catch (error: unknown) {
          // A batch that was begun after this one fails too, for its number, and is tried again with another.
          this.lease.forget();
          const worthRetrying =
            error instanceof StreamLostError ||
            this.dialect.isUniqueViolation(error) ||
            this.dialect.isConcurrencyError(error);
          if (!worthRetrying || attempt === MAX_ATTEMPTS) {
            throw error;
          }
          lookUpAll = true;
        }
      }
    } finally {
      turn.pass();
    }
  }

  private async append(
    held: HeldStream,
    events: readonly StoredEvent[],
  ): Promise<void> {
    const batch = this.lease.nextBatch(held);
    if (batch === undefined) {
      throw new StreamLostError(held.stream);
    }
    const turn = this.moving.next();
    try {
      await appendBatch(this.knex, this.dialect, {
        stream: held.stream,
        holder: held.holder,
        batch,
        leaseMs: this.lease.leaseMs,
        events,
        turn,
        participate: async transaction =>
          this.participant?.appending(
            transaction,
            events.map(({ row }) => row.id),
          ),
      });
    } finally {
      turn.pass();
    }
  }

  /** The events without those that were recorded before a time and are in the ledger. */
  private async withoutExisting(
    events: readonly StoredEvent[],
    before: number,
  ): Promise<readonly StoredEvent[]> {
    const doubtful = events
      .map(({ row }) => row)
      .filter(row => row.recorded_at < before);
    if (doubtful.length === 0) {
      return events;
    }
    const existing = await findExistingIds(this.knex, this.dialect, doubtful);
    return existing.size === 0
      ? events
      : events.filter(({ row }) => !existing.has(row.id));
  }
}
