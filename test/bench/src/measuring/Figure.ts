// SPDX-License-Identifier: Apache-2.0
import type { Measurement, Target } from './Measurement';
import type { Spread } from './statistics';

/** A measurement with what came out of it. */
export interface Figure {
  readonly measurement: Measurement;
  readonly rounds: number;
  readonly measured: Spread;
  readonly base?: Spread;
  /** Measured by base, round by round: both sides of a round met the same weather. */
  readonly ratio?: Spread;
  /** What is held against the target. */
  readonly value: number;
  /** Absent without a target. */
  readonly met?: boolean;
}

export function isMet(value: number, target: Target): boolean {
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
}

/** By how many times a target is missed; below one when it is met. */
export function shortfall({ value, measurement: { target } }: Figure): number {
  if (!target) {
    return 0;
  }
  return 'atLeast' in target ? target.atLeast / value : value / target.atMost;
}
