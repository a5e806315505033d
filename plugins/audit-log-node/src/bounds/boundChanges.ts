// SPDX-License-Identifier: Apache-2.0
import type { FieldChange } from 'backstage-plugin-audit-log-common';
import { boundJson } from './boundJson';
import { cutText } from './cutText';
import type { Limits } from './Limits';

const LONGEST_PATH = 2_000;
/** At most this many places are named, as of meta. */
const MOST_POINTERS = 100;

/** Changes as JSON, and JSON Pointers (RFC 6901) to what was cut. */
export interface BoundChanges {
  readonly changes: readonly FieldChange[];
  /** About how many characters they have. */
  readonly size: number;
  readonly truncated: readonly string[];
}

/**
 * The changes within the limits that meta has too, sharing nothing with what was given. Those for which there is no room
 * are left out from the end; of one for which there is little, the state before gets no more than half of it.
 */
export function boundChanges(
  given: readonly FieldChange[],
  limits: Limits,
  /** How many there are before these. */
  offset: number = 0,
): BoundChanges {
  const changes: FieldChange[] = [];
  const truncated: string[] = [];
  let room = limits.metaSize;
  const bound = (input: unknown, most: number, pointer: string) => {
    const { value, size, ...cut } = boundJson(
      input,
      { ...limits, metaSize: most },
      pointer,
    );
    room -= size;
    truncated.push(...cut.truncated);
    return value;
  };
  for (const change of given.slice(0, limits.entries)) {
    if (room <= 0) {
      break;
    }
    const pointer = `/changes/${offset + changes.length}`;
    const path = String(change.path);
    const cut = cutText(path, LONGEST_PATH);
    if (cut !== undefined) {
      truncated.push(`${pointer}/path`);
    }
    room -= Math.min(path.length, LONGEST_PATH);
    const { before, after } = change;
    const half = after === undefined ? room : Math.ceil(room / 2);
    changes.push({
      path: cut ?? path,
      ...(before !== undefined && {
        before: bound(before, half, `${pointer}/before`),
      }),
      ...(after !== undefined && {
        after: bound(after, room, `${pointer}/after`),
      }),
    });
  }
  if (changes.length < given.length) {
    truncated.unshift('/changes');
  }
  return {
    changes,
    size: limits.metaSize - room,
    truncated: truncated.slice(0, MOST_POINTERS),
  };
}
