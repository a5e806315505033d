// SPDX-License-Identifier: Apache-2.0
import { uuidv7 } from 'uuidv7';
import type { EntityChange } from '../changes/EntityChange';
import { insertItems } from '../outbox/operations/insertItems';
import type { KnownEntity } from './KnownEntity';
import { BATCH, type Look } from './Look';
import { deleteKnown } from './operations/deleteKnown';
import { type Due, findDue } from './operations/findDue';
import { findGone } from './operations/findGone';
import { findPresent } from './operations/findPresent';
import { hasAllKnown } from './operations/hasAllKnown';
import { markMissing } from './operations/markMissing';
import { readKnown } from './operations/readKnown';
import { removalOf } from './removalOf';
import { stateOf } from './stateOf';

/** A deletion is told with the whole last state, which may be large: so many at a time. */
const DUE_BATCH = 100;

/**
 * Marks what the catalog has no more. All that it has MUST be known by then. What comes and goes in between hides at the
 * most until the next look.
 */
export async function markDepartures(look: Look): Promise<void> {
  if (await hasAllKnown(look.knex)) {
    return;
  }
  for (;;) {
    look.signal.throwIfAborted();
    const gone = await findGone(look.knex, BATCH);
    if (gone.length > 0) {
      await look.write(transaction => markMissing(transaction, gone, look.now));
    }
    if (gone.length < BATCH) {
      return;
    }
  }
}

/** Takes out what was deleted by somebody, who has no need to be waited for. */
export async function takeExplained(look: Look): Promise<void> {
  const subjects = (kind: string) =>
    look.causes
      .filter(cause => cause.kind === kind && !cause.isSpent)
      .map(({ subject }) => subject);
  const due = {
    uids: subjects('deleted'),
    origins: subjects('unregistered'),
  };
  if (due.uids.length + due.origins.length > 0) {
    await take(look, due);
  }
}

/** Takes out what has been missing since then or before. */
export async function takeSettled(
  look: Look,
  missingSince: number,
): Promise<void> {
  await take(look, { missingSince, uids: [], origins: [] });
}

async function take(look: Look, due: Due): Promise<void> {
  const { knex } = look;
  for (;;) {
    look.signal.throwIfAborted();
    const refs = await findDue(knex, due, DUE_BATCH);
    if (refs.length === 0) {
      return;
    }
    const entities = await readKnown(knex, refs);
    const present = await findPresent(
      knex,
      entities.flatMap(({ rootRef }) => rootRef ?? []),
    );
    const changes = entities.flatMap(entity =>
      changeOf(look, entity, ref => present.has(ref)),
    );
    await look.write(async transaction => {
      await deleteKnown(transaction, refs);
      await insertItems(
        transaction,
        changes.map(body => ({ kind: 'change', body })),
      );
    });
    if (refs.length < DUE_BATCH) {
      return;
    }
  }
}

function changeOf(
  look: Look,
  entity: KnownEntity,
  isPresent: (ref: string) => boolean,
): readonly EntityChange[] {
  const cause = look.causeOfRemoval(entity.uid, entity.origin);
  if (!look.isReporting && !cause && !look.isRegistered(entity.origin)) {
    return [];
  }
  const removal = removalOf(entity, cause, isPresent);
  return [
    {
      id: uuidv7(),
      seenAt: new Date(entity.missingSince ?? look.now).toISOString(),
      before: stateOf(entity),
      ...(removal && { removal }),
      ...(cause && { cause }),
    },
  ];
}
