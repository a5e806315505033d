// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import { StatementTimeoutError } from '../../query/operations/runBounded';
import type {
  SequencedEvent,
  SequencedRequest,
} from '../../query/SequencedReader';
import { StillFetchingError } from './CurrentFiles';
import type { FileQueries } from './FileQueries';
import { sequencesOf, type ReadableFile } from './ReadableFile';
import {
  eventOfText,
  selectSequenced,
  type EventTextRow,
} from './selectFromFiles';

/** How many sequences are looked through in the first query; each further one has four times as many. */
const FIRST_STEP = 16_000;
const LEAST_STEP = 1_000;
const FACTOR = 4;

/** Events of files in their order. */
export interface FileEvents {
  readonly events: readonly SequencedEvent[];
  /** Everything up to this sequence has been seen. */
  readonly seen: number;
  /** Time ran out, or a file could not be read, before there were enough. */
  readonly isCutShort: boolean;
  /** Ids of the files that were opened. */
  readonly opened: ReadonlySet<string>;
}

/**
 * The events of a search that files have from a sequence to before another, until there are enough. Rejects with a
 * ServiceUnavailableError where a file cannot be read before anything is found.
 */
export async function readFilesBySequence(
  files: readonly ReadableFile[],
  {
    search,
    scope,
    from,
    to,
    limit,
    queries,
    deadline,
    signal,
  }: Pick<SequencedRequest, 'search' | 'scope' | 'limit' | 'signal'> & {
    readonly from: number;
    readonly to: number;
    readonly queries: FileQueries;
    readonly deadline: number;
  },
): Promise<FileEvents> {
  const events = new Map<number, SequencedEvent>();
  const opened = new Set<string>();
  let next = from;
  let step = Math.max(FIRST_STEP, limit * FACTOR);
  const result = (seen: number, isCutShort: boolean): FileEvents => ({
    events: [...events.values()],
    seen,
    isCutShort,
    opened,
  });

  while (next < to) {
    const begin = next;
    const left = files.filter(file => sequencesOf(file).to > begin);
    const first = Math.min(...left.map(file => sequencesOf(file).from));
    next = Math.max(next, Math.min(first, to));
    if (next >= to) {
      break;
    }
    const end = endOfRoom(left, next, Math.min(to, next + step), queries);
    const inside = left.filter(file => sequencesOf(file).from < end);
    const begun = Date.now();
    const remaining = deadline - begun;
    if (remaining <= 0) {
      return result(next - 1, true);
    }
    try {
      const wanted = limit - events.size;
      const rows = await queries.select<EventTextRow>(
        inside,
        selectSequenced({ search, scope, from: next, to: end, limit: wanted }),
        { budgetMs: remaining / 2, patienceMs: remaining, signal },
      );
      inside.forEach(({ id }) => opened.add(id));
      for (const row of rows) {
        const { sequence } = row;
        events.set(sequence, { ...eventOfText(row), sequence });
      }
      if (events.size >= limit) {
        return result(rows[rows.length - 1].sequence, false);
      }
      next = end;
      const took = Math.max(1, Date.now() - begun);
      const growth = Math.max(1, (remaining - took) / 2 / took);
      step = Math.round(step * Math.min(FACTOR, growth));
    } catch (error: unknown) {
      if (error instanceof StatementTimeoutError) {
        step = Math.max(LEAST_STEP, Math.round(step / FACTOR));
      } else if (
        error instanceof StillFetchingError ||
        (error instanceof ServiceUnavailableError && events.size > 0)
      ) {
        return result(next - 1, true);
      } else {
        throw error;
      }
    }
  }
  return result(to - 1, false);
}

/** Up to where files can be opened together: there may be no room for those that begin later. */
function endOfRoom(
  files: readonly ReadableFile[],
  from: number,
  to: number,
  queries: FileQueries,
): number {
  const begin = (file: ReadableFile) => sequencesOf(file).from;
  const inside = files
    .filter(file => begin(file) < to)
    .sort((one, other) => begin(one) - begin(other));
  const later = queries
    .groupsOf(inside)
    .slice(1)
    .flat()
    .find(file => begin(file) > from);
  return later ? begin(later) : to;
}
