// SPDX-License-Identifier: Apache-2.0
import { type Figure, isMet } from './Figure';
import type { Measurement, OpenPart, Source, Values } from './Measurement';
import { spreadOf } from './statistics';

/**
 * Measures a part: every side once a round, in turn, so that all of them meet the same weather. A side may work with
 * what the side before it has made in the same round.
 */
export async function measure(
  { sides, measurements, rounds: atLeast = 1, warmUp = 1 }: OpenPart,
  rounds: number,
): Promise<readonly Figure[]> {
  const count = Math.max(rounds, atLeast);
  const measured = new Map<string, Values[]>(
    sides.map(({ name }) => [name, []]),
  );
  for (let round = -warmUp; round < count; round++) {
    for (const side of sides) {
      const values = await side.run(round + warmUp);
      if (round >= 0) {
        measured.get(side.name)!.push(values);
      }
    }
  }
  return measurements.map(measurement => figureOf(measurement, measured));
}

function figureOf(
  measurement: Measurement,
  measured: ReadonlyMap<string, readonly Values[]>,
): Figure {
  const { of, comparedTo, target } = measurement;
  const ours = valuesOf(of, measured);
  const base = comparedTo && valuesOf(comparedTo, measured);
  const ratio =
    base && spreadOf(ours.map((value, round) => value / base[round]));
  const spread = spreadOf(ours);
  const value = (ratio ?? spread).median;
  return {
    measurement,
    rounds: ours.length,
    measured: spread,
    base: base && spreadOf(base),
    ratio,
    value,
    met: target && isMet(value, target),
  };
}

function valuesOf(
  { side, value }: Source,
  measured: ReadonlyMap<string, readonly Values[]>,
): readonly number[] {
  return (measured.get(side) ?? []).map(values => {
    const found = values[value];
    if (!Number.isFinite(found)) {
      throw new Error(`${side} has not measured '${value}'`);
    }
    return found;
  });
}
