// SPDX-License-Identifier: Apache-2.0

/** How much two texts begin and end alike, in characters. */
export interface CommonParts {
  readonly start: number;
  readonly end: number;
}

/** Shorter ones are read with what is around them. */
const WORTH_LEAVING_OUT = 120;

/**
 * What two texts begin and end with alike, up to the line in which they differ; nothing where it is short. So that what
 * differs in a long document is seen without looking for it.
 */
export function commonParts(one: string, other: string): CommonParts {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && one[start] === other[start]) {
    start++;
  }
  let end = 0;
  while (
    end < most - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  ) {
    end++;
  }
  const wholeLines = one.lastIndexOf('\n', start - 1) + 1;
  const nextLine = one.indexOf('\n', one.length - end);
  const kept = {
    start: start === 0 ? 0 : wholeLines,
    end: end === 0 || nextLine < 0 ? 0 : one.length - nextLine,
  };
  return {
    start: kept.start < WORTH_LEAVING_OUT ? 0 : kept.start,
    end: kept.end < WORTH_LEAVING_OUT ? 0 : kept.end,
  };
}
