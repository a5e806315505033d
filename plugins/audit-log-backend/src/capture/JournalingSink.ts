// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AuditEventSink,
  WaitingEvents,
  type WaitingEventsOptions,
} from 'backstage-plugin-audit-log-node';
import { Drain, type DrainOptions } from './Drain';

const AUDIT_LOG = 'audit-log';
/** Of JSON: about ten thousand events, which in the usual case are stored from here and never read back. */
const IN_MEMORY = 8 * 1024 * 1024;

export interface JournalingSinkOptions
  extends Pick<WaitingEventsOptions, 'settings' | 'limits'>,
    Omit<DrainOptions, 'waiting'> {}

/**
 * Takes events into the journal and hands them on in the background, in order, until the next sink has taken them. They
 * survive the process from when `append` has resolved. Where no journal can be written they wait in memory, as many as
 * there is room for.
 *
 * It also keeps what is on record of an operation if the process dies before it ends.
 */
export class JournalingSink implements AuditEventSink {
  readonly waiting: WaitingEvents;
  readonly drain: Drain;
  /** Operations that have begun and not ended. */
  readonly #begun = new Set<string>();
  /** Which operations end with which events, by the ids of these. */
  readonly #endings = new Map<string, string>();
  readonly #endedBy = ({ id }: NewAuditEvent) => {
    const operationId = this.#endings.get(id);
    this.#endings.delete(id);
    return operationId;
  };
  readonly #wake = () => this.drain.wake();
  #isClosed = false;

  private constructor(options: JournalingSinkOptions) {
    this.waiting = WaitingEvents.create({
      ...options,
      plugin: AUDIT_LOG,
      memory: IN_MEMORY,
      encode: JSON.stringify,
      onTakenOver: () => this.drain.wake(),
    });
    this.drain = Drain.create({ ...options, waiting: this.waiting });
  }

  static create(options: JournalingSinkOptions): JournalingSink {
    return new JournalingSink(options);
  }

  /** Takes over what processes that have died have left. */
  async start(): Promise<void> {
    await this.waiting.takeOver();
  }

  append(events: readonly NewAuditEvent[]): Promise<void> {
    return this.#isClosed
      ? Promise.reject(new Error('The audit log has stopped'))
      : this.waiting.add(events, this.#endedBy).then(this.#wake);
  }

  /** An operation begins, of which `keep` may be told until it ends. */
  begins(operationId: string): void {
    this.#begun.add(operationId);
  }

  /** An operation that was to begin does not happen. */
  isRefused(operationId: string): void {
    this.#begun.delete(operationId);
  }

  /** Keeps what is on record of an operation that has begun if it never ends. False when that could not be written. */
  keep(unfinished: NewAuditEvent): Promise<boolean> {
    const { operationId } = unfinished;
    // It may have ended while it was found out who began it: what comes after its end is not ended any more.
    return this.#begun.has(operationId)
      ? this.waiting.begin(operationId, unfinished)
      : Promise.resolve(true);
  }

  /** Has an operation end with an event that `append` hands on, unless a rule has it ignored. */
  end(event: NewAuditEvent, append: () => Promise<void>): Promise<void> {
    const { id, operationId } = event;
    if (!this.#begun.delete(operationId)) {
      return append();
    }
    this.#endings.set(id, operationId);
    const settle = () =>
      this.#endings.delete(id) ? this.waiting.end(operationId) : undefined;
    return append().then(settle, async (error: unknown) => {
      await settle();
      throw error;
    });
  }

  /** Resolves when the next sink has taken everything, which may be never. */
  flush(): Promise<void> {
    return this.drain.flush();
  }

  /** Hands on what waits, for as long as is given; the rest stays in the journal, for the next start. */
  async close(timeoutMs: number): Promise<void> {
    await this.drain.close(timeoutMs);
    this.#isClosed = true;
    await this.waiting.close();
  }
}
