// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from '../AuditEventSink';
import type { WaitingEvents } from '../journal/WaitingEvents';

/**
 * Tells events that wait which of them end which operation, so that each operation is given out once: by its end, or, when
 * the process dies before that, by what was kept of it when it began. What begins here MUST end here: a begin and its end in
 * different journals would become two events after a crash.
 *
 * Ids of events and of operations are told apart, because what ends an operation may pass through sinks that change or
 * leave out the event before it comes to `append`.
 *
 * @public
 */
export class JournaledOperations implements AuditEventSink {
  readonly #waiting: WaitingEvents;
  /** Those that have begun and not ended. */
  readonly #begun = new Set<string>();
  /** Which operations end with which events, by the ids of these. */
  readonly #endings = new Map<string, string>();
  readonly #endedBy = ({ id }: NewAuditEvent) => {
    const operationId = this.#endings.get(id);
    this.#endings.delete(id);
    return operationId;
  };

  private constructor(waiting: WaitingEvents) {
    this.#waiting = waiting;
  }

  /** Of events that nobody else adds to. */
  static create(options: {
    readonly waiting: WaitingEvents;
  }): JournaledOperations {
    return new JournaledOperations(options.waiting);
  }

  /** Whether an operation has begun here and not ended. */
  has(operationId: string): boolean {
    return this.#begun.has(operationId);
  }

  /** Resolves when they are as safe as those that wait are. Never rejects. */
  append(events: readonly NewAuditEvent[]): Promise<void> {
    return this.#waiting.add(events, this.#endedBy);
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
      ? this.#waiting.begin(operationId, unfinished)
      : Promise.resolve(true);
  }

  /**
   * Has an operation end with an event. `hand` hands it on, by whatever way comes to `append` here; where it does not come,
   * since it is not to be kept, the operation has ended without an event. As `hand`, for operations that did not begin here.
   */
  end(event: NewAuditEvent, hand: () => Promise<void>): Promise<void> {
    const { id, operationId } = event;
    if (!this.#begun.delete(operationId)) {
      return hand();
    }
    this.#endings.set(id, operationId);
    const settle = () =>
      this.#endings.delete(id) ? this.#waiting.end(operationId) : undefined;
    return hand().then(settle, async (error: unknown) => {
      await settle();
      throw error;
    });
  }
}
