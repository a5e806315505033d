// SPDX-License-Identifier: Apache-2.0
import { uuidv7 } from 'uuidv7';
import { type Frame, isEntry } from './frames';
import type { Lost } from './JournalEntry';

/** One frame that tells of all that these tell of, and of these themselves where they are entries. */
export function mergeLost(frames: readonly Frame[]): Frame {
  const counts: Record<number, number> = {};
  const add = (rank: number, count: number) => {
    counts[rank] = (counts[rank] ?? 0) + count;
  };
  for (const frame of frames) {
    if (isEntry(frame)) {
      add(frame.rank, 1);
    } else if (frame.kind === 'lost') {
      Object.entries(readLost(frame).counts).forEach(([rank, count]) =>
        add(Number(rank), count),
      );
    }
  }
  const lost: Lost = { id: uuidv7(), counts };
  return { kind: 'lost', rank: 0, content: JSON.stringify(lost) };
}

export function readLost({ content }: Frame): Lost {
  return JSON.parse(content);
}
