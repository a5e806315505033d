// SPDX-License-Identifier: Apache-2.0
import type { Figure } from './Figure';
import type { Target, Unit } from './Measurement';
import type { Spread } from './statistics';
import { table } from './table';

const HEAD = ['figure', 'measured', 'against', 'ratio', 'target', ''];

/** Figures as a table: the median of the rounds, and their range in brackets. */
export function figureTable(figures: readonly Figure[]): string {
  return table([HEAD, ...figures.map(row)]);
}

function row({ measurement, measured, base, ratio, met }: Figure): string[] {
  const { name, unit, comparedTo, target } = measurement;
  return [
    name,
    spread(measured, unit),
    base ? `${comparedTo?.what}: ${spread(base, unit)}` : '',
    ratio ? spread(ratio) : '',
    target ? targetText(target, ratio ? undefined : unit) : '',
    met === undefined ? '' : metText(met),
  ];
}

function metText(met: boolean): string {
  return met ? 'met' : 'MISSED';
}

export function targetText(target: Target, unit?: Unit): string {
  const [sign, value] =
    'atLeast' in target ? ['≥', target.atLeast] : ['≤', target.atMost];
  return `${sign} ${
    unit ? `${value.toLocaleString('en')} ${unit}` : `${value} ×`
  }`;
}

function spread({ median, lowest, highest }: Spread, unit?: Unit): string {
  const range = `(${short(lowest)} to ${short(highest)})`;
  return `${short(median)}${unit ? ` ${unit}` : ''} ${range}`;
}

/** Three digits say enough of what differs by some percent from run to run. */
function short(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) {
    return Math.round(value).toLocaleString('en');
  }
  if (size >= 10) {
    return value.toFixed(1);
  }
  return value.toFixed(size >= 0.1 || size === 0 ? 2 : 4);
}
