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
  /** One queue for each severity; the key of an entry is its place among all. */
  readonly #entries = new Map<Severity, Map<number, Entry>>(
    SEVERITIES.map(severity => [severity, new Map()]),
  );
  readonly #places = new Map<NewAuditEvent, number>();
  #lost: { [severity in Severity]?: number } = {};
  #lostInAll = 0;
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

  /** How many were lost so far. */
  get lostInAll(): number {
    return this.#lostInAll;
  }

  push(event: NewAuditEvent): void {
    if (this.#places.has(event)) {
      return;
    }
    const { length } = JSON.stringify(event);
    const place = this.#next++;
    this.#places.set(event, place);
    this.#queue(event.severity).set(place, { event, characters: length });
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
    for (const event of events) {
      const place = this.#places.get(event);
      if (place !== undefined) {
        this.#delete(event, place);
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
    const [place, { event }] = this.#queue(severity).entries().next().value!;
    this.#delete(event, place);
    this.#lostInAll += 1;
    this.#lost[severity] = (this.#lost[severity] ?? 0) + 1;
  }

  #delete(event: NewAuditEvent, place: number): void {
    const queue = this.#queue(event.severity);
    this.#characters -= queue.get(place)!.characters;
    this.#size -= 1;
    queue.delete(place);
    this.#places.delete(event);
  }

  #queue(severity: Severity): Map<number, Entry> {
    return this.#entries.get(severity)!;
  }
}
