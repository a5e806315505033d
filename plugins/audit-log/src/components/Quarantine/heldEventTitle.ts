// SPDX-License-Identifier: Apache-2.0
import type { QuarantinedEvent } from 'backstage-plugin-audit-log-common';

/** What to call an event that may lack everything that events are called by. */
export function heldEventTitle({ type, sourceId }: QuarantinedEvent): string {
  return type || sourceId || 'Without type and id';
}
