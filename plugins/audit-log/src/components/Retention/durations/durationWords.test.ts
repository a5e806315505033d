// SPDX-License-Identifier: Apache-2.0
import { archiveWords, durationWords, keptWords } from './durationWords';

describe('durations in words', () => {
  it.each([
    ['P1Y', '1 year'],
    ['P1Y6M', '1 year and 6 months'],
    ['P2W', '2 weeks'],
    ['P1D', '1 day'],
    ['P1Y2M3W4D', '1 year and 2 months and 3 weeks and 4 days'],
    ['P1500D', `${(1500).toLocaleString()} days`],
    ['P0D', 'no time'],
    ['forever', 'for ever'],
    ['a year', 'a year'],
  ])('says %s as %s', (duration, words) => {
    expect(durationWords(duration)).toBe(words);
  });

  it.each([
    ['P1Y', 'P1Y', '1 year live, 1 more year archived, then removed'],
    [
      'P90D',
      'P1Y6M',
      '90 days live, 1 more year and 6 months archived, then removed',
    ],
    ['P1Y', 'P0D', '1 year live, then removed without an archive'],
    ['P6M', 'forever', '6 months live, then archived for ever'],
  ])('says %s and %s as a sentence', (live, archive, words) => {
    expect(keptWords({ live, archive })).toBe(words);
  });

  it('has a word for no archive', () => {
    expect(archiveWords('P0D')).toBe('not at all');
    expect(archiveWords('P1M')).toBe('1 month');
  });
});
