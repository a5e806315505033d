// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
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
}

/** Opens files that were taken over. What of them cannot be read is put aside, in a directory. */
export async function recoverFiles(options: {
  readonly paths: readonly string[];
  readonly directory: string;
  readonly budget: MemoryBudget;
  readonly logger: LoggerService;
}): Promise<RecoveredFiles> {
  const { paths, directory, budget, logger } = options;
  const all: Recovered[] = [];
  for (const path of paths) {
    if (!path.endsWith(JOURNAL_FILE)) {
      // It was not whole yet; what it was to take the place of is still there.
      await rm(path, { force: true });
      continue;
    }
    const setAsideAs = join(directory, `${basename(path)}.damaged`);
    const found = await recoverSegment(path, setAsideAs, budget);
    if (found.setAside) {
      logger.error(
        `${found.damaged} bytes of a file of the audit log's journal are damaged and could not be read; they were put into ${found.setAside}`,
      );
    }
    all.push(found);
  }
  return {
    segments: all.flatMap(({ segment }) => (segment ? [segment] : [])),
    entries: all.reduce((sum, { entries }) => sum + entries, 0),
    unfinished: unfinishedOf(all),
  };
}

/**
 * What ends all that was begun in the files of processes that have ended, and was not ended by them: as entries. Where it
 * cannot be written now, what was begun stays, for whoever comes next.
 */
function unfinishedOf(all: readonly Recovered[]): readonly Frame[] {
  const ended = new Set(all.flatMap(each => each.ended));
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
