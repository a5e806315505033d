// SPDX-License-Identifier: Apache-2.0
import { patternTest } from './patternTest';

describe('patternTest', () => {
  it.each<[patterns: string[], text: string, isLike: boolean]>([
    [['catalog.fetch'], 'catalog.fetch', true],
    [['catalog.fetch'], 'catalog.fetched', false],
    [['catalog.*'], 'catalog.', true],
    [['catalog.*'], 'catalogue', false],
    [['*.delete'], 'catalog.entity.delete', true],
    [['*.delete'], 'catalog.delete.all', false],
    [['*'], '', true],
    [['*'], 'a\nb', true],
    [['a*b*c'], 'a-b-b-c', true],
    [['a*b*c'], 'a-c-b', false],
    // The beginning and the end do not share a character.
    [['ab*ba'], 'aba', false],
    [['ab*ba'], 'abba', true],
    [['a*b*b'], 'ab', false],
    [['x', 'y*'], 'yes', true],
    [[], '', false],
    // What means something in a regular expression means itself.
    [['a.c'], 'abc', false],
    [['(a|b)[c]$*'], '(a|b)[c]$d', true],
  ])('of %j says of %j: %s', (patterns, text, isLike) => {
    expect(patternTest(patterns)(text)).toBe(isLike);
  });

  it('is done in no time, however many stars there are', () => {
    const isLike = patternTest([`${'*a'.repeat(250)}*b`]);
    expect(isLike('a'.repeat(100_000))).toBe(false);
  });
});
