// SPDX-License-Identifier: Apache-2.0

/** A part of an hour or day, in epoch milliseconds: [from, to). */
export interface Piece {
  readonly from: number;
  readonly to: number;
}

/** What makes the count of a window, out of counts of whole hours or days, and of events. */
export interface WholeUnits {
  /** Counts of units that begin in [begin, end), but those without. */
  readonly begin: number;
  readonly end: number;
  readonly without: readonly number[];
  /** Where events are to be counted besides. */
  readonly added: readonly Piece[];
  /** Where events are to be taken off. */
  readonly taken: readonly Piece[];
}

/**
 * How a window is counted by units that it does not consist of. Of one that lies in it in part, the shorter side is counted by
 * event: what is in the window instead of the whole, or what is not in it, taken off the whole. Of a window that ends now
 * there is nothing to take off at its end. A unit that a boundary cuts in two is counted by event altogether.
 */
export function wholeUnits(
  { from, to }: Piece,
  boundaries: readonly number[],
  unitMs: number,
  now: number,
): WholeUnits {
  const beginOf = (time: number) => Math.floor(time / unitMs) * unitMs;
  const cut = new Set(
    boundaries
      .filter(at => at !== beginOf(at) && at >= beginOf(from) && at < to)
      .map(beginOf),
  );
  const partly = [from, to].filter(at => at !== beginOf(at)).map(beginOf);
  const without: number[] = [];
  const added: Piece[] = [];
  const taken: Piece[] = [];
  for (const unit of new Set([...partly, ...cut])) {
    const inside = {
      from: Math.max(from, unit),
      to: Math.min(to, unit + unitMs),
    };
    const outside = [
      { from: unit, to: inside.from },
      { from: inside.to, to: unit + unitMs },
    ].filter(piece => piece.to > piece.from);
    // Nothing has occurred yet in what is to come.
    const past = outside.map(piece => Math.min(piece.to, now) - piece.from);
    if (
      cut.has(unit) ||
      inside.to - inside.from <=
        past.reduce((sum, length) => sum + Math.max(0, length), 0)
    ) {
      without.push(unit);
      added.push(inside);
    } else {
      taken.push(...outside);
    }
  }
  return { begin: beginOf(from), end: to, without, added, taken };
}
