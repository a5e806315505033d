// SPDX-License-Identifier: Apache-2.0
import { timelineBars } from './timelineBars';

const day = (date: number) => `2026-01-0${date}T00:00:00.000Z`;
const summary = {
  window: { from: '2026-01-01T09:00:00.000Z', to: '2026-01-05T17:00:00.000Z' },
  timeline: {
    interval: 'day' as const,
    buckets: [1, 2, 3, 4, 5].map(date => ({
      start: day(date),
      count: date,
      failed: date === 3 ? 1 : 0,
    })),
  },
};

describe('timelineBars', () => {
  it('covers the window without gaps', () => {
    const bars = timelineBars(summary, 10);
    expect(bars.map(bar => bar.count)).toEqual([1, 2, 3, 4, 5]);
    expect(bars[0].from).toBe(summary.window.from);
    expect(bars[4].to).toBe(summary.window.to);
    bars
      .slice(1)
      .forEach((bar, index) => expect(bar.from).toBe(bars[index].to));
  });

  it('joins neighbors when there is room for fewer', () => {
    expect(timelineBars(summary, 3)).toEqual([
      { from: summary.window.from, to: day(3), count: 3, failed: 0 },
      { from: day(3), to: day(5), count: 7, failed: 1 },
      { from: day(5), to: summary.window.to, count: 5, failed: 0 },
    ]);
  });
});
