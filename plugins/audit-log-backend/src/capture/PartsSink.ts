// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';

/** As many as the ledger makes one transaction of. */
const PART = 500;
/** Two transactions are under way at most, and one is made ready. */
const MOST_UNDER_WAY = 3;

export interface PartsSinkOptions {
  /** What is done with events on the way to the next sink. */
  readonly prepare: (next: AuditEventSink) => AuditEventSink;
  readonly next: AuditEventSink;
}

/**
 * Hands on many events in parts, and prepares one part while those before it are being stored. A part is prepared when the one
 * before has reached the next sink, so that they reach it in order, whatever preparing them waits for. When a part fails,
 * none after it is handed on, and `append` rejects once those before have come to their end.
 *
 * Calls that overlap, as one may that was given up and its repetition, are as safe, but not in order.
 */
export class PartsSink implements AuditEventSink {
  readonly #prepared: AuditEventSink;
  #reached: () => void = () => {};

  private constructor({ prepare, next }: PartsSinkOptions) {
    this.#prepared = prepare({
      append: events => {
        const stored = next.append(events);
        this.#reached();
        return stored;
      },
    });
  }

  static create(options: PartsSinkOptions): PartsSink {
    return new PartsSink(options);
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    if (events.length <= PART) {
      await this.#prepared.append(events);
      return;
    }
    const underWay = new Set<Promise<void>>();
    const failures: unknown[] = [];
    for (
      let start = 0;
      start < events.length && failures.length === 0;
      start += PART
    ) {
      const reached = new Promise<void>(resolve => {
        this.#reached = resolve;
      });
      const stored: Promise<void> = this.#prepared
        .append(events.slice(start, start + PART))
        .catch((error: unknown) => {
          failures.push(error);
        })
        .finally(() => underWay.delete(stored));
      underWay.add(stored);
      await Promise.race([reached, stored]);
      while (underWay.size >= MOST_UNDER_WAY) {
        await Promise.race(underWay);
      }
    }
    await Promise.all(underWay);
    if (failures.length > 0) {
      throw failures[0];
    }
  }
}
