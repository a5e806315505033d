// SPDX-License-Identifier: Apache-2.0
import { readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { donePlaceOf, notDoneOf } from './doneFrame';
import { type Frame, isEntry, readFrames } from './frames';
import type { MemoryBudget } from './RecentFrames';
import { Segment } from './Segment';

/** What was found in a file of a process that has ended. */
export interface Recovered {
  /** Undefined when nothing of it could be read. */
  readonly segment?: Segment;
  /** How many are not done. */
  readonly entries: number;
  /** What was begun, by its key, whether it was ended or not. */
  readonly begun: ReadonlyMap<string, Frame>;
  /** The keys of what was ended. */
  readonly ended: readonly string[];
  /** Bytes at its end that were being written when the process died. */
  readonly torn: number;
  /** Bytes before that which could not be read. */
  readonly damaged: number;
  /** Where these were put. */
  readonly setAside?: string;
}

/**
 * Opens a file that another process has left. An entry that was being written when it died is cut off: nobody was told
 * that it is kept. What is damaged before that is put aside, for a person to look into, and does not stop what follows.
 */
export async function recoverSegment(
  path: string,
  setAsideAs: string,
  budget: MemoryBudget,
): Promise<Recovered> {
  const bytes = await readFile(path);
  const { frames, damages, end } = readFrames(bytes);
  const torn = bytes.length - end;
  const damaged = damages.reduce((sum, each) => sum + each.end - each.start, 0);
  const done = donePlaceOf(frames);
  const begins = frames.filter(({ kind }) => kind === 'begin');
  const ends = frames.filter(({ kind }) => kind === 'end' || kind === 'ending');
  const found = {
    entries: frames.filter(each => isEntry(each) && each.start >= done).length,
    begun: new Map(begins.map(frame => [frame.key!, frame])),
    ended: ends.map(({ key }) => key!),
    torn,
    damaged,
  };
  if (damages.length > 0) {
    const parts = damages.map(each => bytes.subarray(each.start, each.end));
    await writeFile(setAsideAs, Buffer.concat(parts), { mode: 0o600 });
  }
  const setAside = damages.length > 0 ? { setAside: setAsideAs } : undefined;
  if (frames.length === 0) {
    await rm(path);
    return { ...found, ...setAside };
  }
  if (torn > 0) {
    await truncate(path, end);
  }
  const segment = await Segment.open(path, frames, budget);
  if (damages.length === 0) {
    return { ...found, segment };
  }
  try {
    const whole = await segment.replace(notDoneOf(frames));
    return { ...found, ...setAside, segment: whole };
  } catch (error: unknown) {
    await segment.abandon();
    throw error;
  }
}
