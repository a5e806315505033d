// SPDX-License-Identifier: Apache-2.0
import { commonParts } from './commonParts';

const lines = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, index) => `line ${from + index} of a document\n`,
  ).join('');

describe('commonParts', () => {
  it.each([
    ['a changed line', 'timeout: 10\n', 'timeout: 20\n'],
    ['a line more', '', 'timeout: 10\n'],
    ['several lines for one', 'a: 1\n', 'b: 2\nc: 3\n'],
  ])('leaves %s, whole', (_, one, other) => {
    const before = `${lines(0, 50)}${one}${lines(50, 99)}`;
    const after = `${lines(0, 50)}${other}${lines(50, 99)}`;
    const { start, end } = commonParts(before, after);
    expect(before.slice(0, start)).toBe(after.slice(0, start));
    expect(before.slice(before.length - end)).toBe(
      after.slice(after.length - end),
    );
    // Up to a line at each end may be left with it.
    const [left, right] = [before, after].map(text =>
      text.slice(start, text.length - end),
    );
    expect(left).toContain(one.trim());
    expect(right).toContain(other.trim());
    expect(left.length).toBeLessThan(one.length + 60);
    expect(right.length).toBeLessThan(other.length + 60);
  });

  it.each([
    ['nothing', '', ''],
    ['one line', `${'a'.repeat(500)}b`, `${'a'.repeat(500)}c`],
    ['little', 'a\nb\nc\n', 'a\nx\nc\n'],
  ])('leaves all of it where %s is alike', (_, one, other) => {
    expect(commonParts(one, other)).toEqual({ start: 0, end: 0 });
  });

  it('counts no character twice where a text repeats itself', () => {
    const [one, other] = [lines(0, 1).repeat(30), lines(0, 1).repeat(40)];
    const { start, end } = commonParts(one, other);
    expect(start + end).toBeLessThanOrEqual(one.length);
    expect(other.slice(start, other.length - end)).toContain('line 0');
  });
});
