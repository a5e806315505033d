// SPDX-License-Identifier: Apache-2.0
import {
  type NewAuditEvent,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-audit-log-common';

/**
 * How much of events is kept in memory.
 *
 * @public
 */
export interface BufferLimits {
  readonly events: number;
  /** Characters of the events as JSON, all together. */
  readonly characters: number;
}

/** @public */
export const DEFAULT_BUFFER_LIMITS: BufferLimits = {
  events: 50_000,
  characters: 64 * 1024 * 1024,
};

/**
 * How many events there was no room for, by severity.
 *
 * @public
 */
export type LostCounts = { readonly [severity in Severity]?: number };

interface Entry {
  readonly event: NewAuditEvent;
  readonly characters: number;
}

/**
 * Events in the order in which they came, in bounded memory. When it is full, the least severe go first, and of these
 * the oldest; what went is counted.
 *
 * @public
 */
export class BoundedEventBuffer {
  readonly #limits: BufferLimits;
  /** One queue for each severity; `order` of an entry tells its place among all. */
  readonly #entries = new Map<Severity, Map<number, Entry>>(
    SEVERITIES.map(severity => [severity, new Map()]),
  );
  #lost: { [severity in Severity]?: number } = {};
  #next = 0;
  #size = 0;
  #characters = 0;

  private constructor(limits: BufferLimits) {
    this.#limits = limits;
  }

  static create(limits: BufferLimits = DEFAULT_BUFFER_LIMITS) {
    return new BoundedEventBuffer(limits);
  }

  get size(): number {
    return this.#size;
  }

  push(event: NewAuditEvent): void {
    const { length } = JSON.stringify(event);
    this.#queue(event.severity).set(this.#next++, {
      event,
      characters: length,
    });
    this.#size += 1;
    this.#characters += length;
    while (
      this.#size > this.#limits.events ||
      (this.#characters > this.#limits.characters && this.#size > 1)
    ) {
      this.#loseOne();
    }
  }

  /** The oldest events, which stay until they are removed. */
  peek(count: number): readonly NewAuditEvent[] {
    const heads = SEVERITIES.map(severity => {
      const entries = this.#queue(severity).entries();
      return { entries, head: entries.next() };
    });
    const events: NewAuditEvent[] = [];
    while (events.length < count) {
      const oldest = heads
        .filter(({ head }) => !head.done)
        .sort((a, b) => a.head.value![0] - b.head.value![0])[0];
      if (!oldest) {
        break;
      }
      events.push(oldest.head.value![1].event);
      oldest.head = oldest.entries.next();
    }
    return events;
  }

  /** Takes out events that `peek` gave; those that have gone in the meantime are passed over. */
  remove(events: readonly NewAuditEvent[]): void {
    const leaving = new Set(events);
    for (const queue of this.#entries.values()) {
      let left = events.length;
      for (const [order, entry] of queue) {
        if (left-- === 0) {
          break;
        }
        if (leaving.has(entry.event)) {
          this.#delete(queue, order, entry);
        }
      }
    }
  }

  /** What was lost since this was last asked. */
  takeLost(): LostCounts | undefined {
    if (Object.keys(this.#lost).length === 0) {
      return undefined;
    }
    const lost = this.#lost;
    this.#lost = {};
    return lost;
  }

  #loseOne(): void {
    const severity = SEVERITIES.find(each => this.#queue(each).size > 0)!;
    const queue = this.#queue(severity);
    const [order, entry] = queue.entries().next().value!;
    this.#delete(queue, order, entry);
    this.#lost[severity] = (this.#lost[severity] ?? 0) + 1;
  }

  #delete(queue: Map<number, Entry>, order: number, entry: Entry): void {
    queue.delete(order);
    this.#size -= 1;
    this.#characters -= entry.characters;
  }

  #queue(severity: Severity): Map<number, Entry> {
    return this.#entries.get(severity)!;
  }
}
