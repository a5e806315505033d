// SPDX-License-Identifier: Apache-2.0
import type { Figure } from './Figure';
import type { Unit } from './Measurement';
import type { Spread } from './statistics';

/** A figure for a machine. Without a target, `target`, `bound` and `met` are null. */
export interface FigureRecord {
  readonly name: string;
  /** Held against the target: the ratio where something is compared, else the median of what was measured. */
  readonly value: number;
  readonly target: number | null;
  readonly bound: 'atLeast' | 'atMost' | null;
  readonly met: boolean | null;
  /** Of `measured` and `base`. */
  readonly unit: Unit;
  readonly rounds: number;
  readonly measured: Spread;
  readonly against?: string;
  readonly base?: Spread;
  readonly ratio?: Spread;
}

export function figureRecord(figure: Figure): FigureRecord {
  const { measurement, value, met, rounds, measured, base, ratio } = figure;
  const { name, unit, target, comparedTo } = measurement;
  const [bound, limit] = target ? Object.entries(target)[0] : [null, null];
  return {
    name,
    value,
    target: limit,
    bound: bound as FigureRecord['bound'],
    met: met ?? null,
    unit,
    rounds,
    measured,
    ...(comparedTo && { against: comparedTo.what }),
    base,
    ratio,
  };
}
