// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import type { StepPosition } from './readHeaders';
import { readStep, type LedgerStep } from './readStep';

/** All steps from a place on, each read while the one before is looked at. */
export async function* readSteps(
  knex: Knex,
  dialect: Dialect,
  range: {
    readonly after: StepPosition;
    readonly end: number;
    readonly seenCheckpoint: number;
  },
): AsyncGenerator<LedgerStep> {
  let from = range;
  let reading = readStep(knex, dialect, from);
  try {
    for (;;) {
      const step = await reading;
      if (!step) {
        return;
      }
      const { first_sequence: sequence, stream, batch } = step.batches.at(-1)!;
      from = {
        ...from,
        after: { sequence, stream, batch },
        seenCheckpoint: Number(
          step.checkpoints.at(-1)?.size ?? from.seenCheckpoint,
        ),
      };
      reading = readStep(knex, dialect, from);
      // It is waited for at the next turn, or at the end.
      reading.catch(() => {});
      yield step;
    }
  } finally {
    await reading.catch(() => {});
  }
}
