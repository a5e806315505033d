// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { readErasureEvents } from './readErasureEvents';

/** The event that tells that an erasure began, as far as it has come. */
export interface ErasureEvent {
  /** Undefined until it is in order. */
  readonly sequence?: number;
  /** Epoch milliseconds. */
  readonly recordedAt: number;
}

/**
 * The first event that tells of an erasure that is under way: `event`, when there is one. One that is on record as failed has begun all
 * the same when the database did it and its answer was lost, but nobody could tell that from the trail: `hasFailed`.
 */
export async function findErasureEvent(
  knex: Knex,
  dialect: Dialect,
  id: string,
): Promise<{ readonly event?: ErasureEvent; readonly hasFailed: boolean }> {
  const told = await readErasureEvents(knex, dialect, id);
  const event = told.find(
    ({ outcome }) => outcome === 'succeeded' || outcome === 'unfinished',
  );
  return {
    hasFailed: told.length > 0 && event === undefined,
    ...(event && {
      event: {
        recordedAt: Date.parse(event.recordedAt),
        sequence: event.sequence,
      },
    }),
  };
}
