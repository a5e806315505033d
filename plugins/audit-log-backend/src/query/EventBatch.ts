// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { EventFormat } from './export/EventFormat';

/** Some events in the order of their search. */
export interface EventBatch {
  readonly length: number;
  events(): readonly AuditEvent[];
  /**
   * Their text in a format, in pieces of some megabytes at most, unless an event is larger. It can be taken once: what has been is
   * not kept, and afterwards there are no events either. A piece MUST NOT be used any more when the next is asked for: its memory is
   * that of another then.
   */
  text(format: EventFormat): Iterable<string | Buffer>;
}
