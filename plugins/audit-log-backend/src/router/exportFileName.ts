// SPDX-License-Identifier: Apache-2.0
import type { WindowedSearch } from '../query/AuditEventReader';

/** The name of a file of the events that a search finds. */
export function exportFileName(
  { from, to }: WindowedSearch,
  extension: string,
): string {
  const [begin, end] = [from ?? 0, to ?? Date.now()].map(time =>
    new Date(time).toISOString().replaceAll(':', '').slice(0, 17),
  );
  return `audit-log_${begin}Z_${end}Z.${extension}`;
}
