// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AuditEventSink,
  boundEvent,
  type Limits,
} from 'backstage-plugin-audit-log-node';
import { handOn } from './handOn';

/** What an auditor has bounded already may have grown by its markers, and must come out as it went in. */
const ROOM_FOR_MARKERS = 1.25;

/** Keeps events within limits, wherever they come from. */
export class BoundingSink implements AuditEventSink {
  readonly #limits: Limits;
  readonly #next: AuditEventSink;

  private constructor(limits: Limits, next: AuditEventSink) {
    this.#limits = limits;
    this.#next = next;
  }

  static create(options: {
    readonly limits: Limits;
    readonly next: AuditEventSink;
  }): BoundingSink {
    const { limits, next } = options;
    const metaSize = limits.metaSize * ROOM_FOR_MARKERS;
    return new BoundingSink({ ...limits, metaSize }, next);
  }

  append(events: readonly NewAuditEvent[]): Promise<void> {
    return handOn(this.#next, () =>
      events.map(event => boundEvent(event, this.#limits)),
    );
  }
}
