// SPDX-License-Identifier: Apache-2.0
import type { AuditorServiceEvent } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';

/** What something came to: the answer, and for the record what is known only at its end. */
export interface Outcome<T> {
  readonly result: T;
  readonly meta?: JsonObject;
}

/** Does what an event was begun for, and finishes the event, once, as it ended. */
export async function finishEvent<T>(
  event: AuditorServiceEvent,
  work: () => Promise<Outcome<T>>,
): Promise<T> {
  let outcome;
  try {
    outcome = await work();
  } catch (error: unknown) {
    await event.fail({ error: toError(error) });
    throw error;
  }
  await event.success({ meta: outcome.meta });
  return outcome.result;
}
