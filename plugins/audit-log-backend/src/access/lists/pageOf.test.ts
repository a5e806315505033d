// SPDX-License-Identifier: Apache-2.0
import { foldText } from './foldText';
import { pageOf, sortListed } from './pageOf';

const listed = (name: string, ref: string = name) => ({
  ref,
  sortKey: foldText(name),
  texts: [foldText(name)],
});
/** With ties, and names that only fold to the same. */
const ITEMS = sortListed(
  ['b', 'a', 'É', 'e', 'c', 'E', 'Z', '%', '_', '"'].flatMap(name => [
    listed(name, `${name}-2`),
    listed(name, `${name}-1`),
  ]),
);

function walk(limit: number, q?: string): string[] {
  const refs: string[] = [];
  let cursor: string | undefined;
  do {
    const page = pageOf(ITEMS, { q, limit, cursor });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    refs.push(...page.items.map(({ ref }) => ref));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return refs;
}

describe('pageOf', () => {
  it.each([1, 2, 7, 20, 50])('gives each item once, by %i', limit => {
    expect(walk(limit)).toEqual(ITEMS.map(({ ref }) => ref));
  });

  it('finds part of a text, no character of which is a wildcard', () => {
    expect(walk(3, 'é')).toEqual(['E-1', 'E-2', 'e-1', 'e-2', 'É-1', 'É-2']);
    expect(walk(3, '%')).toEqual(['%-1', '%-2']);
    expect(walk(3, '_')).toEqual(['_-1', '_-2']);
    expect(walk(3, '.*')).toEqual([]);
  });

  it('goes on after an item that is gone', () => {
    const { nextCursor } = pageOf(ITEMS, { limit: 5 });
    const gone = ITEMS.filter((_, index) => index !== 4);
    const page = pageOf(gone, { limit: 5, cursor: nextCursor });
    expect(page.items[0]).toBe(ITEMS[5]);
    expect(page.total).toBe(ITEMS.length - 1);
  });

  it.each([
    'nonsense!',
    'bm9uc2Vuc2U',
    Buffer.from('{}').toString('base64url'),
    Buffer.from('["a"]').toString('base64url'),
    Buffer.from('["a", 1]').toString('base64url'),
    `${Buffer.from('["a","b"]').toString('base64url')}=`,
  ])('refuses the cursor %s', cursor => {
    expect(() => pageOf(ITEMS, { limit: 1, cursor })).toThrow(
      'cursor: must be the nextCursor of an earlier page of the same list',
    );
  });
});
