// SPDX-License-Identifier: Apache-2.0
import type { WindowedSearch } from '../../AuditEventReader';
import type { ProvenExport, ProvenRange } from './ProvenExport';

/**
 * A file without filters holds all that was sealed between the last checkpoint before its time and the first one behind it,
 * whatever time the events themselves tell: these two checkpoints say when, and nothing that an emitter claims does.
 */
export async function provenRange({
  search,
  scope,
  sealing: { checkpoints },
}: Pick<ProvenExport, 'search' | 'scope' | 'sealing'>): Promise<ProvenRange> {
  const isComplete = scope.kind === 'everything' && !hasFilters(search);
  const latest = await checkpoints.latest();
  if (!latest) {
    return { isComplete, from: 0, to: 0 };
  }
  const first =
    search.from === undefined
      ? undefined
      : await checkpoints.lastUntil(search.from);
  if (!isComplete) {
    // What was sealed before that time began before it. How late others were recorded nobody knows.
    return {
      isComplete,
      from: first?.size ?? 0,
      to: latest.size,
      checkpoint: latest,
    };
  }
  const checkpoint =
    search.to === undefined ? latest : await checkpoints.until(search.to);
  if (!checkpoint) {
    return { isComplete, from: 0, to: 0 };
  }
  // A period that begins after all that can be told of is empty.
  const start = first && first.size > checkpoint.size ? checkpoint : first;
  return {
    isComplete,
    from: start?.size ?? 0,
    to: checkpoint.size,
    checkpoint,
    first: start,
  };
}

function hasFilters({ include, exclude, q }: WindowedSearch): boolean {
  return (
    q !== undefined ||
    [include, exclude].some(filters =>
      Object.values(filters).some(values => values?.length),
    )
  );
}
