// SPDX-License-Identifier: Apache-2.0

/** A random source that gives the same for the same seed (mulberry32), so that a failure can be had again. */
export function seededRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (probability: number) => next() < probability,
    pick: <T>(from: readonly T[]): T => from[below(from.length)],
    some: <T>(from: readonly T[], most: number): T[] => {
      const count = 1 + below(most);
      return [
        ...new Set(
          Array.from({ length: count }, () => from[below(from.length)]),
        ),
      ];
    },
  };
}

export type SeededRandom = ReturnType<typeof seededRandom>;
