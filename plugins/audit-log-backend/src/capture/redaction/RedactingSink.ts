// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AuditEventSink,
  redactEvent,
  type SecretKeys,
} from 'backstage-plugin-audit-log-node';
import { handOn } from '../handOn';

/** Takes secrets out of events, so that none is ever written down. */
export class RedactingSink implements AuditEventSink {
  readonly #secretKeys: SecretKeys;
  readonly #next: AuditEventSink;

  private constructor(secretKeys: SecretKeys, next: AuditEventSink) {
    this.#secretKeys = secretKeys;
    this.#next = next;
  }

  static create(options: {
    readonly secretKeys: SecretKeys;
    readonly next: AuditEventSink;
  }): RedactingSink {
    return new RedactingSink(options.secretKeys, options.next);
  }

  append(events: readonly NewAuditEvent[]): Promise<void> {
    return handOn(this.#next, () =>
      events.map(event => redactEvent(event, this.#secretKeys)),
    );
  }
}
