// SPDX-License-Identifier: Apache-2.0
import type { Frame } from './frames';
import type { JournalEntry } from './JournalEntry';

/** What is written of an entry. */
export function frameOf({ rank, content, value, ends }: JournalEntry): Frame {
  return ends === undefined
    ? { kind: 'entry', rank, content, value }
    : { kind: 'ending', key: ends, rank, content, value };
}
