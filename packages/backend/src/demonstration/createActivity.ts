// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { createDemonstrationEvent } from './createDemonstrationEvent';
import { nightlyJobs } from './nightlyJobs';
import { officeHours } from './officeHours';
import { Randomness } from './Randomness';
import { DAY, type Scene } from './Scene';
import { stolenSession } from './stolenSession';

const SEED = 20_251;
const DAYS = 30;
const SCENES: readonly Scene[] = [officeHours, nightlyJobs, stolenSession];

/** A month of activity that ends now, in the order in which it was recorded. The same moment gives the same month. */
export function createActivity(now: Date): readonly NewAuditEvent[] {
  const until = now.getTime();
  // A day of margin keeps the first night whole within the page's past 30 days.
  const from = Math.floor(until / DAY) * DAY - (DAYS - 1) * DAY;
  const randomness = Randomness.create(SEED);
  return SCENES.flatMap(scene => [...scene({ from, until }, randomness)])
    .filter(({ at, durationMs }) => at >= from && at + durationMs < until)
    .map(occurrence => createDemonstrationEvent(occurrence, randomness))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
