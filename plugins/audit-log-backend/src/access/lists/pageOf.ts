// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import { foldText } from './foldText';

/** Something in a list: by what it is sorted, by what it is found, and what tells it from all others. */
export interface Listed {
  readonly ref: string;
  /** Folded. */
  readonly sortKey: string;
  /** Folded texts, a search finds part of any of them. */
  readonly texts: readonly string[];
}

export interface ListRequest {
  /** Part of a text. */
  readonly q?: string;
  readonly limit: number;
  /** Of an earlier page. */
  readonly cursor?: string;
}

export interface ListPage<T> {
  readonly items: readonly T[];
  /** Of all pages. */
  readonly total: number;
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

type Position = Pick<Listed, 'ref' | 'sortKey'>;

const REFUSED =
  'cursor: must be the nextCursor of an earlier page of the same list, unchanged; leave it out to begin anew';

/** Puts a list in the order in which it is paged. */
export function sortListed<T extends Listed>(items: Iterable<T>): readonly T[] {
  return [...items].sort(compare);
}

/**
 * A page of a sorted list. A cursor is the place after an item, whether it is still there or not, so that what comes and
 * goes between two pages moves nothing else.
 */
export function pageOf<T extends Listed>(
  sorted: readonly T[],
  { q, limit, cursor }: ListRequest,
  isWanted: (item: T) => boolean = () => true,
): ListPage<T> {
  const part = q === undefined ? '' : foldText(q.trim());
  const found = sorted.filter(
    item =>
      (part === '' || item.texts.some(text => text.includes(part))) &&
      isWanted(item),
  );
  const start = cursor === undefined ? 0 : placeAfter(found, decode(cursor));
  const items = found.slice(start, start + limit);
  const last = items.at(-1);
  return {
    items,
    total: found.length,
    ...(last && start + limit < found.length && { nextCursor: encode(last) }),
  };
}

function placeAfter(sorted: readonly Listed[], position: Position): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (compare(sorted[middle], position) <= 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function compare(one: Position, other: Position): number {
  if (one.sortKey !== other.sortKey) {
    return one.sortKey < other.sortKey ? -1 : 1;
  }
  if (one.ref !== other.ref) {
    return one.ref < other.ref ? -1 : 1;
  }
  return 0;
}

function encode({ sortKey, ref }: Position): string {
  return Buffer.from(JSON.stringify([sortKey, ref])).toString('base64url');
}

function decode(cursor: string): Position {
  const bytes = Buffer.from(cursor, 'base64url');
  // Node skips what is not base64url.
  if (bytes.toString('base64url') !== cursor) {
    throw new InputError(REFUSED);
  }
  let position: unknown;
  try {
    position = JSON.parse(bytes.toString());
  } catch (error: unknown) {
    throw new InputError(REFUSED, error);
  }
  if (
    !Array.isArray(position) ||
    position.length !== 2 ||
    !position.every(part => typeof part === 'string')
  ) {
    throw new InputError(REFUSED);
  }
  const [sortKey, ref] = position;
  return { sortKey, ref };
}
