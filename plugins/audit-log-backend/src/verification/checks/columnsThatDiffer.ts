// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { keysOf, type StoredEvent } from '../../database/eventRow';
import type { StepEventRow } from '../operations/readEventRows';
import type { StepRefRow } from '../operations/readRefs';
import { isSearchText } from './isSearchText';

const NONE: readonly never[] = [];
/** What an event is found by, and that holds the beginning of a long text only, or a text that `details` has too. */
const KEYS = [
  'plugin',
  'event',
  'action',
  'category',
  'actor',
  'via',
  'target',
  'project',
  'address',
] as const;

/**
 * What is stored of an event and is not what follows from it: names of columns, or `references` for its further targets and projects.
 * Nothing is said of columns that the event as it was read has as a whole: whatever is in them is in its leaf.
 */
export function columnsThatDiffer(
  row: StepEventRow,
  event: AuditEvent,
  refs: readonly StepRefRow[] = NONE,
): string[] {
  const { columns, refs: expectedRefs } = keysOf(event);
  const differing: string[] = [];
  for (const name of KEYS) {
    if (row[name] !== columns[name]) {
      differing.push(name);
    }
  }
  if (Number(row.has_more_refs) !== Number(columns.has_more_refs)) {
    differing.push('has_more_refs');
  }
  // A column of SQLite holds whatever it is given: parts of milliseconds, or a number that is written in another way.
  if (!Number.isInteger(row.occurred_at)) {
    differing.push('occurred_at');
  }
  if (!Number.isInteger(row.recorded_at)) {
    differing.push('recorded_at');
  }
  if (
    row.duration_ms !== null &&
    String(row.duration_ms) !== String(event.durationMs)
  ) {
    differing.push('duration_ms');
  }
  if (!isSearchText(row.search_text, event)) {
    differing.push('search_text');
  }
  if (!haveRefs(refs, row, expectedRefs)) {
    differing.push('references');
  }
  return differing;
}

function haveRefs(
  refs: readonly StepRefRow[],
  row: StepEventRow,
  expected: StoredEvent['refs'],
): boolean {
  if (refs.length === 0 && expected.length === 0) {
    return true;
  }
  const key = (kind: number, ref: string) => `${kind} ${ref}`;
  const wanted = new Set(expected.map(({ kind, ref }) => key(kind, ref)));
  return (
    refs.length === wanted.size &&
    refs.every(
      ref =>
        ref.stream === row.stream &&
        wanted.has(key(ref.kind, ref.ref)) &&
        ref.recorded_at === row.recorded_at &&
        ref.occurred_at === row.occurred_at,
    )
  );
}
