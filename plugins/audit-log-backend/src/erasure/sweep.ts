// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { firstRecordedAt } from './operations/firstRecordedAt';
import {
  findCandidates,
  LOWEST_ID,
  type Candidate,
  type SearchPosition,
} from './operations/findCandidates';
import type { ErasureContext } from './eraseCandidates';
import type { Person } from './Person';

/** Events of one transaction: some tens of milliseconds. */
const EVENTS_AT_ONCE = 100;
/** The search is cut into pieces of time, so that none of them takes long. */
const WINDOW_MS = 24 * 60 * 60 * 1000;

/** Looks through the ledger, up to before a time, for events that may have something of a person, some at a time. */
export async function* sweep(
  { knex, dialect }: Pick<ErasureContext, 'knex' | 'dialect'>,
  options: {
    readonly person: Person;
    readonly before: number;
    /** Where an earlier one had come to; from the first event on by default. */
    readonly from?: SearchPosition;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<{
  readonly candidates: readonly Candidate[];
  readonly position: SearchPosition;
}> {
  const { person, before, signal } = options;
  const first = await firstRecordedAt(knex, dialect);
  if (first === undefined) {
    return;
  }
  let after = options.from ?? { recordedAt: first, id: LOWEST_ID };
  while (after.recordedAt < before) {
    signal.throwIfAborted();
    const end = Math.min(after.recordedAt + WINDOW_MS, before);
    const candidates = await findCandidates(knex, dialect, {
      person,
      after,
      before: end,
      limit: EVENTS_AT_ONCE,
    });
    const last = candidates.at(-1);
    after =
      last && candidates.length === EVENTS_AT_ONCE
        ? { recordedAt: last.recorded_at, id: last.id }
        : { recordedAt: end, id: LOWEST_ID };
    if (candidates.length > 0) {
      yield { candidates, position: after };
    }
    await nextTurn();
  }
}
