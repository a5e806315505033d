// SPDX-License-Identifier: Apache-2.0
import { isDeepStrictEqual } from 'node:util';
import { uuidv7 } from 'uuidv7';
import type { EntityChange } from '../changes/EntityChange';
import { insertItems } from '../outbox/operations/insertItems';
import { entityOf } from './entityOf';
import { groupsOf } from './groupsOf';
import type { KnownEntity } from './KnownEntity';
import { BATCH, type Look } from './Look';
import { findDifferent } from './operations/findDifferent';
import { findProvenance } from './operations/findProvenance';
import { readFinalEntities } from './operations/readFinalEntities';
import { readKnown } from './operations/readKnown';
import { writeKnown } from './operations/writeKnown';
import { stateOf } from './stateOf';

/** What is held in memory of one batch, a few times over. */
const MOST = { items: BATCH, size: 8 * 1024 * 1024 };
/** How many are found at once: of a whole catalog that is new, the join is not made anew for every batch. */
const FOUND = 10 * BATCH;
const NOWHERE = { provider: null, rootProvider: null, rootRef: null };

/** Takes in what is new, what has changed and what is back: what is known moves, and what has happened waits in the outbox. */
export async function takeArrivals(look: Look): Promise<void> {
  for (;;) {
    const different = await findDifferent(look.knex, FOUND);
    for (const group of groupsOf(different, MOST)) {
      look.signal.throwIfAborted();
      await takeGroup(
        look,
        group.map(({ uid }) => uid),
      );
    }
    if (different.length < FOUND) {
      return;
    }
  }
}

async function takeGroup(look: Look, uids: readonly string[]): Promise<void> {
  const { knex } = look;
  const finals = await readFinalEntities(knex, uids);
  const refs = finals.map(({ ref }) => ref);
  const provenance = await findProvenance(knex, refs);
  const known = new Map(
    (await readKnown(knex, refs)).map(entity => [entity.ref, entity]),
  );

  const seen: KnownEntity[] = [];
  const same = new Set<string>();
  const changes: EntityChange[] = [];
  for (const final of finals) {
    const before = known.get(final.ref);
    const after: KnownEntity = {
      ref: final.ref,
      uid: final.uid,
      hash: final.hash,
      missingSince: null,
      ...entityOf(final),
      ...(provenance.get(final.ref) ?? NOWHERE),
    };
    seen.push(after);
    if (before && isDeepStrictEqual(before.content, after.content)) {
      same.add(final.ref);
    } else {
      changes.push(...changeOf(look, before, after));
    }
  }
  await look.write(async transaction => {
    await writeKnown(transaction, seen, same);
    await insertItems(
      transaction,
      changes.map(body => ({ kind: 'change', body })),
    );
  });
}

function changeOf(
  look: Look,
  before: KnownEntity | undefined,
  after: KnownEntity,
): readonly EntityChange[] {
  const cause = before ? undefined : look.causeOfCreation(after.origin);
  if (!look.isReporting && !look.isRegistered(after.origin)) {
    return [];
  }
  return [
    {
      id: uuidv7(),
      seenAt: new Date(look.now).toISOString(),
      ...(before && { before: stateOf(before) }),
      after: stateOf(after),
      ...(cause && { cause }),
    },
  ];
}
