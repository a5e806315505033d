// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';

/** A format of exported files: what stands at the beginning, and how events are written. */
export interface EventFormat {
  readonly contentType: string;
  readonly extension: string;
  readonly head: string;
  /** Whether the text of events is their JSON, each on a line of its own. */
  readonly isJsonLines?: boolean;
  write(events: readonly AuditEvent[]): string;
}
