// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';

/** Keeps what it is given, unless `refuse` throws. */
export class RecordingSink implements AuditEventSink {
  readonly batches: (readonly NewAuditEvent[])[] = [];
  refuse: (events: readonly NewAuditEvent[]) => void = () => {};

  get events(): readonly NewAuditEvent[] {
    return this.batches.flat();
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    this.refuse(events);
    this.batches.push(events);
  }
}
