// SPDX-License-Identifier: Apache-2.0

interface KeyRow {
  readonly received_key: string;
}

/** The keys that a statement returned, whose answer is the rows themselves on SQLite. */
export function returnedKeys(
  answer: readonly KeyRow[] | { readonly rows: readonly KeyRow[] },
): ReadonlySet<string> {
  const rows = 'rows' in answer ? answer.rows : answer;
  return new Set(rows.map(row => row.received_key));
}
