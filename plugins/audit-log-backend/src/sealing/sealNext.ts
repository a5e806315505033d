// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import { signCheckpoint } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import type { PersonalParts } from '../database/sealEvent';
import { SEALING_TABLES, type TreeRow } from '../database/sealingTables';
import { Checkpoints } from './Checkpoints';
import { Frontier } from './Frontier';
import type { SealingKeys } from './keys/SealingKeys';
import { lockTree } from './operations/lockTree';
import { readUnsealed, type UnsealedBatch } from './operations/readUnsealed';
import { sealRows } from './operations/sealRows';
import { writeTiles } from './operations/writeTiles';
import { requireUnaltered, type KnownTree } from './requireUnaltered';
import { SealingRefusedError } from './SealingRefusedError';
import { Tree } from './Tree';

const HASH_LENGTH = 32;
/** Leaves that are hashed without letting others have the thread: some milliseconds. */
const LEAVES_AT_ONCE = 2_000;

export interface SealNextOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly origin: string;
  readonly keys: SealingKeys;
  readonly personal: PersonalParts;
  /** What this process knows of the tree, from wherever the database does not reach. */
  readonly known?: KnownTree;
}

/** sealed: up to this checkpoint; idle: there was nothing to seal; busy: another process is at it. */
export type SealingResult =
  | {
      readonly state: 'sealed';
      readonly checkpoint: Checkpoint;
      readonly more: boolean;
    }
  | { readonly state: 'idle' | 'busy' };

/**
 * Seals the next events that are in order: their leaves become part of the tree, and its new size and root are signed. All of it
 * is one transaction, so a process that dies in the middle has done nothing. It is not the transaction that writes events or the one
 * that orders them, and it takes no lock of theirs.
 *
 * What was signed before is looked at first. Whoever can write to the database could otherwise change it and have the change signed
 * with the next events.
 *
 * @throws SealingRefusedError, or a DamagedTreeError, when it must not be signed
 */
export async function sealNext(
  options: SealNextOptions,
): Promise<SealingResult> {
  const { knex, dialect, origin, keys, known } = options;
  return knex.transaction(async transaction => {
    const locked = await lockTree(transaction, dialect);
    if (!locked) {
      return { state: 'busy' };
    }
    const { size, now } = locked;
    const tree = Tree.create({ knex: transaction });
    const checkpoints = Checkpoints.create({ knex: transaction, dialect });
    const range = await tree.range(size);
    const last = await checkpoints.latest();
    await requireUnaltered({ range, last, keys, known, tree });

    // Read after the lock, so that nobody else is sealing these.
    const { batches, more } = await readUnsealed(transaction, size);
    if (batches.length === 0) {
      return { state: 'idle' };
    }
    const frontier = Frontier.of(size, range.peaks);
    for (const batch of batches) {
      requireNext(batch, frontier.size);
      await grow(
        frontier,
        batch.leaves ??
          (await sealRows(transaction, dialect, batch, options.personal)),
      );
    }
    await writeTiles(transaction, frontier.tileHashes);

    const root = frontier.root();
    // Never earlier than the one before, whatever the clock of the database does.
    const time = Math.max(now, last ? Date.parse(last.sealedAt) : 0);
    const sealedAt = new Date(time).toISOString();
    const checkpoint: Checkpoint = {
      size: frontier.size,
      root: root.toString('base64'),
      sealedAt,
      note: signCheckpoint(
        { origin, size: frontier.size, root, time: sealedAt },
        keys.signing,
      ),
    };
    await checkpoints.add(checkpoint);
    await transaction<TreeRow>(SEALING_TABLES.tree)
      .where({ id: 1 })
      .update({ size: checkpoint.size });
    return { state: 'sealed', checkpoint, more };
  });
}

function requireNext(batch: UnsealedBatch, size: number): void {
  const first = Number(batch.first_sequence);
  if (first !== size) {
    throw new SealingRefusedError(
      'altered',
      `After event ${size - 1} of the ledger comes event ${first}`,
    );
  }
  const { leaves, event_count } = batch;
  if (leaves && leaves.length !== event_count * HASH_LENGTH) {
    throw new SealingRefusedError(
      'altered',
      `The events ${first} to ${
        first + event_count - 1
      } of the ledger do not have a hash each`,
    );
  }
}

async function grow(frontier: Frontier, leaves: Buffer): Promise<void> {
  for (let at = 0; at < leaves.length; at += HASH_LENGTH) {
    frontier.append(leaves.subarray(at, at + HASH_LENGTH));
    if (frontier.size % LEAVES_AT_ONCE === 0) {
      await nextTurn();
    }
  }
}
