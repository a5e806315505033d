// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { isDemonstration } from '../cells/DemonstrationMark';
import { formatTime } from '../labels/formatTime';

export interface Column {
  readonly title: string;
  readonly width: number | string;
}

/** What a character of a time takes, most of which are digits, or narrower. */
const CHARACTER = 0.86;
const PADDING_PX = 16;
const ARCHIVED_MARK_PX = 20;
const DEMONSTRATION_MARK_PX = 40;

/** The columns and their share of the width. A time has to be whole, with the marks beside it; the others share the rest. */
export function columnsFor(
  events: readonly AuditEvent[],
  archivedIds: ReadonlySet<string>,
): readonly Column[] {
  const characters = Math.max(
    0,
    ...events.map(({ occurredAt }) => formatTime.second(occurredAt).length),
  );
  const besides =
    PADDING_PX +
    (archivedIds.size > 0 ? ARCHIVED_MARK_PX : 0) +
    (events.some(isDemonstration) ? DEMONSTRATION_MARK_PX : 0);
  return [
    {
      title: 'Time',
      width: `calc(${(characters * CHARACTER).toFixed(1)}ch + ${besides}px)`,
    },
    { title: 'Actor', width: '16%' },
    { title: 'Action', width: '24%' },
    { title: 'Outcome', width: 116 },
    { title: 'Target', width: '16%' },
    { title: 'Project', width: '11%' },
    { title: 'Plugin', width: '10%' },
    // That of IPv4 whole.
    { title: 'Address', width: 116 },
  ];
}
