// SPDX-License-Identifier: Apache-2.0
import type { ListOptions } from 'backstage-plugin-audit-log-common';

/** The page of a list that was asked for, of those items whose words match. */
export function page<T>(
  all: readonly T[],
  { q, limit = 50, cursor }: ListOptions,
  wordsOf: (item: T) => readonly (string | undefined)[],
) {
  const found = all.filter(item =>
    wordsOf(item)
      .join('\n')
      .toLocaleLowerCase()
      .includes(q?.toLocaleLowerCase() ?? ''),
  );
  const start = Number(cursor ?? 0);
  const end = start + limit;
  return {
    items: found.slice(start, end),
    total: found.length,
    nextCursor: end < found.length ? String(end) : undefined,
  };
}
