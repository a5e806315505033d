// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { SequenceRanges } from '../files/ArchiveFile';
import { isName } from '../store/requireName';

/** What manifests and statements are made of. */
export const schemaVersion = z.literal(1);
export const fileName = z.string().refine(isName, 'is no name in an archive');
export const period = z.string().regex(/^\d{4}-\d\d(-\d\d)?$/);
export const className = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const count = z.int().positive();
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** 32 bytes, in the one way to write them: the last digit before the padding holds four bits. */
export const root = z.string().regex(/^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/);
export const time = z.iso.datetime({ precision: 3 });
export const signature = z.string();

/** Looked at by hand: there may be a million, and nothing else has a turn meanwhile. */
export const sequences = z.custom<SequenceRanges>(
  areRanges,
  'must be ranges of sequences in order, with a gap between each and the next',
);

function areRanges(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) {
    return false;
  }
  let end = -1;
  for (const range of value) {
    const isNext =
      Array.isArray(range) &&
      range.length === 2 &&
      Number.isSafeInteger(range[0]) &&
      Number.isSafeInteger(range[1]) &&
      range[0] > end &&
      range[0] < range[1];
    if (!isNext) {
      return false;
    }
    end = range[1];
  }
  return true;
}

/** Whether there are as many sequences as events. */
export function countsFit(document: {
  readonly events: number;
  readonly sequences: SequenceRanges;
}): boolean {
  const sum = document.sequences.reduce(
    (total, [from, to]) => total + (to - from),
    0,
  );
  return sum === document.events;
}
