// SPDX-License-Identifier: Apache-2.0

/** What a journal keeps. */
export interface JournalEntry {
  /** When there is no room, those of the lowest rank are lost first, and of these the oldest. From 0 to 255. */
  readonly rank: number;
  readonly content: string;
  /** What the content was made of: given out, in its place, as long as the journal has it in memory. */
  readonly value?: unknown;
  /** Of what is given out: whether it was appended by this process, and not taken over from one that has died. */
  readonly isOwn?: boolean;
  /** Key of what was begun, and is not given out any more once this is kept. No key has a space. */
  readonly ends?: string;
}

/** How many entries there was no room for, by rank. */
export type LostByRank = { readonly [rank: number]: number };

/** Stands where entries were that are lost. */
export interface Lost {
  /** UUIDv7. The same when it is read again. */
  readonly id: string;
  readonly counts: LostByRank;
}

/** The oldest of a journal, in order. It is read again, also after a crash, until it is said to be done. */
export interface JournalBatch {
  readonly entries: readonly JournalEntry[];
  readonly lost: readonly Lost[];
}
