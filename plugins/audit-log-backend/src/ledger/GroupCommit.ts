// SPDX-License-Identifier: Apache-2.0
import {
  setImmediate as nextTurn,
  setTimeout as sleep,
} from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { eventToRow, type StoredEvent } from '../database/eventRow';
import { sealEvent, type PersonalParts } from '../database/sealEvent';
import { Turns } from './Turns';
import {
  UnstorableEventsError,
  type UnstorableEvent,
} from './UnstorableEventsError';

/** One batch is prepared and sent while the one before is being committed. */
const MAX_UNDER_WAY = 2;

/** What writes a batch in one transaction. Calls that overlap have no event in common. */
export interface Batches {
  /** Resolves with the ids of those events that can never be stored, and why, once all others are committed. */
  write(events: readonly StoredEvent[]): Promise<Refused>;
}

/** Ids of events that can never be stored, and why. */
type Refused = ReadonlyMap<string, unknown>;

interface Waiting {
  readonly stored: readonly StoredEvent[];
  readonly resolve: (unstorable: Refused) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes one transaction of all events that arrive within a few milliseconds, or while the one before is being
 * committed: what is waited for is the disk, and it is waited for once for all of them.
 *
 * Events are committed in the order they are handed over. `append` resolves once the call's events are committed, and
 * rejects when it is not known that they are: the same call again is then right. It is an UnstorableEventsError when
 * trying again is in vain.
 */
export class GroupCommit implements AuditEventSink {
  static create(options: {
    readonly batches: Batches;
    /** How long a batch waits for company. */
    readonly lingerMs: number;
    readonly maxBatchSize: number;
    /** What is personal in the events; nothing is sealed without. */
    readonly personal?: PersonalParts;
  }): GroupCommit {
    return new GroupCommit(
      options.batches,
      options.lingerMs,
      options.maxBatchSize,
      options.personal,
    );
  }

  private waiting: Waiting[] = [];
  private waitingEvents = 0;
  private running: Promise<void> | undefined;
  private closed = false;
  /** Events are converted in the order in which they were handed over. */
  private readonly converting = new Turns();
  /** Ends the wait for company. */
  private full = new AbortController();
  /** Whoever waits for a full batch goes on. */
  private onEnough = () => {};

  private constructor(
    private readonly batches: Batches,
    private readonly lingerMs: number,
    private readonly maxBatchSize: number,
    private readonly personal: PersonalParts | undefined,
  ) {}

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    if (this.closed) {
      throw new ServiceUnavailableError(
        'The audit log is shutting down and takes no more events',
      );
    }
    const unstorable: UnstorableEvent[] = [];
    const turn = this.converting.next();
    const committing: Promise<PromiseSettledResult<Refused>[]>[] = [];
    try {
      await turn.comes;
      for (let start = 0; start < events.length; start += this.maxBatchSize) {
        if (start > 0) {
          // What else there is to do goes on, and the database gets what is ready.
          await nextTurn();
        }
        const part = events.slice(start, start + this.maxBatchSize);
        const stored = this.convert(part, unstorable);
        if (stored.length > 0) {
          committing.push(Promise.allSettled([this.commit(stored)]));
        }
      }
    } finally {
      turn.pass();
    }

    // To the end of each: once a call has rejected, nothing of it is under way any more.
    const ended = (await Promise.all(committing)).flat();
    const refused = ended.map(end => {
      if (end.status === 'rejected') {
        throw end.reason;
      }
      return end.value;
    });
    for (const [id, cause] of refused.flatMap(part => [...part])) {
      const event = events.find(({ id: given }) => given.toLowerCase() === id);
      if (event) {
        unstorable.push({ event, cause });
      }
    }
    if (unstorable.length > 0) {
      throw new UnstorableEventsError(unstorable);
    }
  }

  /** Takes no more events; resolves when those it has are committed or rejected. */
  async close(): Promise<void> {
    this.closed = true;
    this.full.abort();
    const turn = this.converting.next();
    await turn.comes;
    turn.pass();
    this.full.abort();
    await this.running;
  }

  /** Converted and sealed outside the transaction, while the database works on the batch before. */
  private convert(
    events: readonly NewAuditEvent[],
    unstorable: UnstorableEvent[],
  ): readonly StoredEvent[] {
    const { personal } = this;
    const stored: StoredEvent[] = [];
    for (const event of events) {
      try {
        const row = eventToRow(event);
        stored.push(personal ? sealEvent(row, personal) : row);
      } catch (cause: unknown) {
        unstorable.push({ event, cause });
      }
    }
    return stored;
  }

  private commit(stored: readonly StoredEvent[]): Promise<Refused> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ stored, resolve, reject });
      this.waitingEvents += stored.length;
      // An error with its stack comes of each abort, also of one too many.
      if (
        this.waitingEvents >= this.maxBatchSize &&
        !this.full.signal.aborted
      ) {
        this.full.abort();
      }
      if (this.waitingEvents >= this.maxBatchSize) {
        this.onEnough();
      }
      this.running ??= this.run();
    });
  }

  /** Commits batch after batch until nothing waits. */
  private async run(): Promise<void> {
    await sleep(this.lingerMs, undefined, { signal: this.full.signal }).catch(
      () => {},
    );
    const underWay = new Map<Promise<void>, ReadonlySet<string>>();
    while (this.waiting.length > 0) {
      const group = this.nextGroup();
      const events = new Map(
        group
          .flatMap(({ stored }) => stored)
          .map(event => [event.row.id, event]),
      );
      // An event that is appended again while it is under way waits for the outcome of the first time.
      while ([...underWay.values()].some(ids => !areDisjoint(ids, events))) {
        await Promise.race(underWay.keys());
      }
      const written = this.write(group, [...events.values()]);
      underWay.set(written, new Set(events.keys()));
      written.then(() => underWay.delete(written));
      // A second batch is worth its while only when it is full: else it is better to wait and have more company.
      while (
        underWay.size >= MAX_UNDER_WAY ||
        (underWay.size > 0 && this.waitingEvents < this.maxBatchSize)
      ) {
        await Promise.race([...underWay.keys(), this.enough()]);
      }
    }
    this.full = new AbortController();
    this.running = undefined;
  }

  /** Resolves when there is enough for a full batch. */
  private enough(): Promise<void> {
    return new Promise(resolve => {
      this.onEnough = resolve;
    });
  }

  /** Writes a batch and tells those who wait for it. Never rejects. */
  private async write(
    group: readonly Waiting[],
    events: readonly StoredEvent[],
  ): Promise<void> {
    try {
      const unstorable = await this.batches.write(events);
      group.forEach(({ resolve }) => resolve(unstorable));
    } catch (error: unknown) {
      group.forEach(({ reject }) => reject(error));
    }
  }

  private nextGroup(): readonly Waiting[] {
    let size = 0;
    let calls = 0;
    while (
      calls < this.waiting.length &&
      (calls === 0 ||
        size + this.waiting[calls].stored.length <= this.maxBatchSize)
    ) {
      size += this.waiting[calls].stored.length;
      calls += 1;
    }
    this.waitingEvents -= size;
    return this.waiting.splice(0, calls);
  }
}

function areDisjoint(
  ids: ReadonlySet<string>,
  events: ReadonlyMap<string, unknown>,
): boolean {
  return ![...ids].some(id => events.has(id));
}
