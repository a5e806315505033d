// SPDX-License-Identifier: Apache-2.0
import { RecentSearches } from './RecentSearches';

const JANE = 'user:default/jane';

describe('RecentSearches', () => {
  it.each([
    ['the list first', ['list', 'summary'] as const],
    ['the summary first', ['summary', 'list'] as const],
  ])('takes a list and its summary as one reading, %s', (_, [one, other]) => {
    const recent = new RecentSearches();
    expect(recent[one](JANE, 'a', 0)).toBe(true);
    expect(recent[other](JANE, 'a', 1)).toBe(false);
  });

  it('takes each list as a reading, and the summaries that follow it within a minute as none', () => {
    const recent = new RecentSearches();
    expect(recent.list(JANE, 'a', 0)).toBe(true);
    expect(recent.summary(JANE, 'a', 1)).toBe(false);
    expect(recent.list(JANE, 'a', 2)).toBe(true);
    expect(recent.summary(JANE, 'a', 60_001)).toBe(false);
    expect(recent.summary(JANE, 'a', 60_002)).toBe(true);
  });

  it('takes a list as a reading when its summary failed', () => {
    const recent = new RecentSearches();
    recent.summary(JANE, 'a', 0);
    recent.forget(JANE, 'a');
    expect(recent.list(JANE, 'a', 1)).toBe(true);
  });

  it('tells searches and people apart', () => {
    const recent = new RecentSearches();
    recent.summary(JANE, 'a', 0);
    expect(recent.list(JANE, 'b', 0)).toBe(true);
    expect(recent.list('user:default/john', 'a', 0)).toBe(true);
  });
});
