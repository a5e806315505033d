// SPDX-License-Identifier: Apache-2.0
import type { Occurrence } from './createDemonstrationEvent';
import { PEOPLE, type Person } from './people';
import type { Randomness } from './Randomness';
import { daysOf, HOUR, isWeekend, type Scene } from './Scene';
import { templateRun } from './templateRun';
import { workOnCatalog } from './workOnCatalog';

const BUSIEST_DAY = 10;

/** Everyone works on weekdays, by the clock of their office, more before and after lunch than at its edges. */
export const officeHours: Scene = function* officeHours(span, randomness) {
  for (const day of daysOf(span)) {
    for (const person of PEOPLE) {
      const actions = actionsOn(day, randomness);
      for (let i = 0; i < actions; i++) {
        yield* act(person, momentAt(person, day, randomness), randomness);
      }
    }
  }
};

function actionsOn(day: number, randomness: Randomness): number {
  if (isWeekend(day)) {
    return randomness.chance(0.07) ? 1 : 0;
  }
  // Someone is away, now and then.
  return randomness.chance(0.1) ? 0 : randomness.integer(3, BUSIEST_DAY);
}

function momentAt(person: Person, day: number, randomness: Randomness): number {
  const peak = randomness.chance(0.55) ? 10.5 : 14.75;
  const spread = (randomness.next() + randomness.next() - 1) * 2.5;
  return Math.round(day + (peak + spread - person.utcOffset) * HOUR);
}

function act(
  person: Person,
  at: number,
  randomness: Randomness,
): Iterable<Occurrence> {
  return randomness.chance(0.14)
    ? templateRun(person, at, randomness)
    : [workOnCatalog(person, at, randomness)];
}
