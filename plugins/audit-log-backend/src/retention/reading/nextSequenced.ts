// SPDX-License-Identifier: Apache-2.0
import type {
  SequencedEvent,
  SequencedReader,
  SequencedRequest,
} from '../../query/SequencedReader';
import type { ArchiveCatalog } from '../files/ArchiveCatalog';
import type { FileQueries } from './FileQueries';
import { readFilesBySequence, type FileEvents } from './readFilesBySequence';
import { sequencesOf } from './ReadableFile';
import type { RecentRuns } from './RecentRuns';

const LEAST_MS = 500;

export interface SequencedContext {
  readonly live: SequencedReader;
  readonly catalog: ArchiveCatalog;
  readonly queries: FileQueries;
  /** Runs of sequences that the live table has nothing of, as it is known now. */
  readonly runs: Pick<RecentRuns, 'current'>;
}

/** The next events in the ledger's own order. */
export interface SequencedPart {
  readonly events: readonly SequencedEvent[];
  /** Everything up to this sequence has been seen. */
  readonly seen: number;
  readonly archived: ReadonlySet<number>;
  readonly opened: ReadonlySet<string>;
  /** Why it does not go on from there: the ledger ends, or time ran out, or a file could not be read. */
  readonly ended?: 'whole' | 'short';
}

/**
 * The next events, out of the live table and files.
 *
 * Where the live table has nothing of a long run of sequences, since it is in files or was removed, only files are asked: the batches
 * of such a run are in the database still, and to walk them takes as long as if their events were. Elsewhere the live table is asked
 * first, up to the next such run, and then the files for as far as it was seen: nothing with a lower sequence than what is given can
 * appear any more, as what files have was in order before they were written.
 */
export async function nextSequenced(
  context: SequencedContext,
  request: SequencedRequest,
  deadline: number,
): Promise<SequencedPart> {
  const { after, before = Infinity } = request;
  const run = (await context.runs.current()).next(after + 1);
  if (run && run.from <= after + 1) {
    const to = Math.min(run.to, before);
    const part = await filesUpTo(to, context, request, deadline);
    return {
      ...part,
      archived: new Set(part.events.map(({ sequence }) => sequence)),
      ended: part.isCutShort ? 'short' : undefined,
    };
  }
  return nextOfBoth(context, request, deadline, run?.from);
}

async function nextOfBoth(
  context: SequencedContext,
  request: SequencedRequest,
  deadline: number,
  nextRun: number | undefined,
): Promise<SequencedPart> {
  const { after, limit, before } = request;
  const end = Math.min(nextRun ?? Infinity, before ?? Infinity);
  const live = await context.live.readSequenced({
    ...request,
    before: Number.isFinite(end) ? end : undefined,
    budgetMs: Math.max(1, deadline - Date.now()),
  });
  const files = await filesUpTo(
    live.seen + 1,
    context,
    request,
    // However long the live table took: what has no time for files never gets on.
    Math.max(deadline, Date.now() + LEAST_MS),
  );
  const both = merged(live.events, files.events)
    .filter(({ sequence }) => sequence <= files.seen)
    .slice(0, limit);
  const own = new Set(live.events.map(({ sequence }) => sequence));
  const part = {
    events: both,
    archived: new Set(
      both.map(({ sequence }) => sequence).filter(one => !own.has(one)),
    ),
    opened: files.opened,
    seen: both.length === limit ? both[both.length - 1].sequence : files.seen,
  };
  if (both.length === limit) {
    return part;
  }
  if (files.isCutShort || live.scannedUntil) {
    return { ...part, ended: 'short' };
  }
  if (part.seen >= end - 1 || part.seen < live.seen) {
    return part;
  }
  // There is no more of it. Batches that are missing before a run do not keep anyone from what is behind them.
  return nextRun === end && after < end
    ? { ...part, seen: end - 1 }
    : { ...part, ended: 'whole' };
}

/** What files have behind the last sequence that was seen, to before another. */
async function filesUpTo(
  to: number,
  { catalog, queries }: SequencedContext,
  request: SequencedRequest,
  deadline: number,
): Promise<FileEvents> {
  const from = request.after + 1;
  const files = (await catalog.readable()).filter(file => {
    const sequences = sequencesOf(file);
    return sequences.from < to && sequences.to > from;
  });
  return readFilesBySequence(files, {
    ...request,
    from,
    to,
    queries,
    deadline,
  });
}

/** Both in one order. What is in both stays as it is in the first. */
function merged(
  first: readonly SequencedEvent[],
  second: readonly SequencedEvent[],
): readonly SequencedEvent[] {
  const bySequence = new Map<number, SequencedEvent>();
  for (const event of [...second, ...first]) {
    bySequence.set(event.sequence, event);
  }
  return [...bySequence.values()].sort(
    (one, other) => one.sequence - other.sequence,
  );
}
