// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';

/** A format of exported files: what stands at the beginning, and how events are written. */
export interface EventFormat {
  readonly contentType: string;
  readonly extension: string;
  readonly head: string;
  write(events: readonly AuditEvent[]): string;
}
