// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { handOn } from './handOn';

type Test = (event: NewAuditEvent) => boolean;

/** Hands on events as they are, and tells whoever waits for one that it has come. */
export class ArrivalSink implements AuditEventSink {
  readonly #next: AuditEventSink;
  readonly #waiting = new Map<Test, () => void>();

  private constructor(next: AuditEventSink) {
    this.#next = next;
  }

  static create(options: { readonly next: AuditEventSink }): ArrivalSink {
    return new ArrivalSink(options.next);
  }

  append(events: readonly NewAuditEvent[]): Promise<void> {
    return handOn(this.#next, () => {
      for (const [test, arrived] of this.#waiting) {
        if (events.some(test)) {
          arrived();
        }
      }
      return events;
    });
  }

  /** Whether such an event comes within this time, counted from now. */
  async arrives(test: Test, milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<boolean>(resolve => {
        timer = setTimeout(() => resolve(false), milliseconds);
        timer.unref();
        this.#waiting.set(test, () => resolve(true));
      });
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(test);
    }
  }
}
