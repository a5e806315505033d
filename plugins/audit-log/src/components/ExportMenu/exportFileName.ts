// SPDX-License-Identifier: Apache-2.0
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import type { ExportFormat } from './useExport';

/** A name that says what is inside and sorts by time: audit-log_2026-01-01_2026-01-31.csv */
export function exportFileName(
  search: Pick<EventSearch, 'from' | 'to'>,
  format: ExportFormat,
): string {
  const days = [search.from, search.to].flatMap(
    time => time?.slice(0, 10) ?? [],
  );
  const name = ['audit-log', ...days];
  return format === 'proofs'
    ? `${[...name, 'proofs'].join('_')}.ndjson`
    : `${name.join('_')}.${format}`;
}
