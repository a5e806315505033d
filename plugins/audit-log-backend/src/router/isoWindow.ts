// SPDX-License-Identifier: Apache-2.0
import type { EventPage } from 'backstage-plugin-audit-log-common';
import type { WindowedSearch } from '../query/AuditEventReader';

/** The window of a search as responses have it. */
export function isoWindow({
  from,
  to,
}: Pick<WindowedSearch, 'from' | 'to'>): EventPage['window'] {
  return {
    ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    ...(to === undefined ? {} : { to: new Date(to).toISOString() }),
  };
}
