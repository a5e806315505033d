// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { Frame } from './frames';
import type { MemoryBudget } from './RecentFrames';
import { type Recovered, recoverSegment } from './recoverSegment';
import type { Segment } from './Segment';
import { JOURNAL_FILE } from './SegmentList';

/** What processes that have ended have left. */
export interface RecoveredFiles {
  readonly segments: readonly Segment[];
  readonly entries: number;
  /** To be appended: what ends all that was begun and not ended. */
  readonly unfinished: readonly Frame[];
  /** To be opened with those that come next. */
  readonly later: LaterFiles;
}

/** Files that could not be opened, such as on a bad disk. */
export interface LaterFiles {
  readonly paths: readonly string[];
  /** The keys of what was ended in those that came with them. */
  readonly ended: ReadonlySet<string>;
}

export const NOTHING_LATER: LaterFiles = { paths: [], ended: new Set() };

/**
 * Opens files that were taken over, and those that could not be opened before. What of them cannot be read is put aside, in a directory.
 * One that cannot be opened at all stays where it is, and does not stop the others.
 */
export async function recoverFiles(options: {
  readonly paths: readonly string[];
  readonly before: LaterFiles;
  readonly directory: string;
  readonly budget: MemoryBudget;
  readonly logger: LoggerService;
}): Promise<RecoveredFiles> {
  const { before, directory, budget, logger } = options;
  const all: Recovered[] = [];
  const later: string[] = [];
  for (const path of [...before.paths, ...options.paths].sort()) {
    if (!path.endsWith(JOURNAL_FILE)) {
      // It was not whole yet; what it was to take the place of is still there. Where it cannot be removed it is in nobody's way.
      await rm(path, { force: true }).catch(() => {});
      continue;
    }
    const setAsideAs = join(directory, `${basename(path)}.damaged`);
    let found: Recovered;
    try {
      found = await recoverSegment(path, setAsideAs, budget);
    } catch (error: unknown) {
      later.push(path);
      if (!before.paths.includes(path)) {
        logger.error(
          `The audit events in ${path} wait: it cannot be opened, which is tried again. See that this process may read and write it, and that the disk works and has room`,
          isError(error) ? error : undefined,
        );
      }
      continue;
    }
    if (found.setAside) {
      logger.error(
        `${found.damaged} bytes of a file of the audit log's journal are damaged and could not be read; they were put into ${found.setAside}`,
      );
    }
    all.push(found);
  }
  const ended = new Set([...before.ended, ...all.flatMap(each => each.ended)]);
  return {
    segments: all.flatMap(({ segment }) => (segment ? [segment] : [])),
    entries: all.reduce((sum, { entries }) => sum + entries, 0),
    unfinished: unfinishedOf(all, ended),
    later: later.length > 0 ? { paths: later, ended } : NOTHING_LATER,
  };
}

/**
 * What ends all that was begun in the files of processes that have ended, and was not ended by them: as entries. Where it
 * cannot be written now, what was begun stays, for whoever comes next.
 */
function unfinishedOf(
  all: readonly Recovered[],
  ended: ReadonlySet<string>,
): readonly Frame[] {
  const last = new Map<string, { segment?: Segment; frame: Frame }>();
  for (const { segment, begun } of all) {
    // In the last file that has it: it may have been written to another one since.
    begun.forEach((frame, key) => last.set(key, { segment, frame }));
  }
  return [...last]
    .filter(([key]) => !ended.has(key))
    .map(([key, { segment, frame }]) => {
      segment?.begun.set(key, frame);
      return { ...frame, kind: 'ending' };
    });
}
