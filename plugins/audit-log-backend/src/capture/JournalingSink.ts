// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AuditEventSink,
  JournaledOperations,
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
 */
export class JournalingSink implements AuditEventSink {
  readonly waiting: WaitingEvents;
  /** Those that begin and end here; `append` takes their events. */
  readonly operations: JournaledOperations;
  readonly drain: Drain;
  readonly #wake = () => this.drain.wake();

  private constructor(options: JournalingSinkOptions) {
    this.waiting = WaitingEvents.create({
      ...options,
      plugin: AUDIT_LOG,
      memory: IN_MEMORY,
      encode: JSON.stringify,
      onTakenOver: () => this.drain.wake(),
    });
    this.operations = JournaledOperations.create(this);
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
    return this.operations.append(events).then(this.#wake);
  }

  /** Resolves when the next sink has taken everything, which may be never. */
  flush(): Promise<void> {
    return this.drain.flush();
  }

  /**
   * Hands on what waits, for as long as is given; the rest stays in the journal, for the next start. So does what comes
   * afterwards: the backend still answers requests when its plugins have stopped.
   */
  async close(timeoutMs: number): Promise<void> {
    await this.drain.close(timeoutMs);
    await this.waiting.close();
  }
}
