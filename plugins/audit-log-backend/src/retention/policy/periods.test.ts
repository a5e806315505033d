// SPDX-License-Identifier: Apache-2.0
import { parsePeriod, periodOf, periodsBetween } from './periods';

const iso = ({ from, to }: { from: number; to: number }) => [
  new Date(from).toISOString().slice(0, 10),
  new Date(to).toISOString().slice(0, 10),
];

describe('periods', () => {
  it.each([
    [
      '2026-11-30T23:59:59.999Z',
      'month',
      '2026-11',
      '2026-11-01',
      '2026-12-01',
    ],
    [
      '2026-12-01T00:00:00.000Z',
      'month',
      '2026-12',
      '2026-12-01',
      '2027-01-01',
    ],
    ['2024-02-29T12:00:00Z', 'month', '2024-02', '2024-02-01', '2024-03-01'],
    ['2024-02-29T12:00:00Z', 'day', '2024-02-29', '2024-02-29', '2024-03-01'],
    ['2026-12-31T23:00:00Z', 'day', '2026-12-31', '2026-12-31', '2027-01-01'],
    ['0001-01-01T00:00:00Z', 'month', '0001-01', '0001-01-01', '0001-02-01'],
    ['0099-12-31T12:00:00Z', 'day', '0099-12-31', '0099-12-31', '0100-01-01'],
    ['1969-12-31T23:00:00Z', 'month', '1969-12', '1969-12-01', '1970-01-01'],
  ] as const)('of %s, by %s, is %s', (time, length, name, from, to) => {
    const period = periodOf(Date.parse(time), length);
    expect(period.name).toBe(name);
    expect(iso(period)).toEqual([from, to]);
    expect(parsePeriod(name)).toEqual(period);
  });

  it('follow one another without a gap', () => {
    const periods = [
      ...periodsBetween(
        Date.parse('2023-11-15'),
        Date.parse('2024-03-01'),
        'month',
      ),
    ];
    expect(periods.map(({ name }) => name)).toEqual([
      '2023-11',
      '2023-12',
      '2024-01',
      '2024-02',
    ]);
    const days = [
      ...periodsBetween(
        Date.parse('2024-02-28'),
        Date.parse('2024-03-02T00:00:00.001Z'),
        'day',
      ),
    ];
    expect(days.map(({ name }) => name)).toEqual([
      '2024-02-28',
      '2024-02-29',
      '2024-03-01',
      '2024-03-02',
    ]);
    days.slice(1).forEach(({ from }, index) => {
      expect(from).toBe(days[index].to);
    });
  });

  it.each([
    '2026',
    '2026-13',
    '2026-00',
    '2025-02-29',
    '2026-1',
    '',
    '2026-11-31',
    'x',
  ])('are not called %j', name => {
    expect(() => parsePeriod(name)).toThrow(`not '${name}'`);
  });
});
