// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import type {
  Checkpoint as SignedCheckpoint,
  TreeRange,
} from 'backstage-plugin-audit-log-verify';
import type { SealingKeys } from './keys/SealingKeys';
import { SealingRefusedError } from './SealingRefusedError';
import type { Tree } from './Tree';

/** A size of the tree and the root it had. */
export interface KnownTree {
  readonly size: number;
  readonly root: Buffer;
}

/** A checkpoint whose signature was found to be by a key that is believed. */
export interface KnownCheckpoint extends KnownTree {
  readonly note: string;
}

/**
 * Throws a SealingRefusedError unless the tree is the one that was signed last, by a key that is believed, and goes on from what this
 * process knows of it.
 */
export async function requireUnaltered(options: {
  readonly range: TreeRange;
  readonly last: Checkpoint | undefined;
  readonly keys: SealingKeys;
  readonly known?: KnownTree;
  readonly tree: Tree;
}): Promise<void> {
  const { range, last, keys, known, tree } = options;
  if (range.size > 0 || last) {
    requireSigned(range, last, keys);
  }
  if (known) {
    const present = { size: range.size, root: range.root() };
    await requireGrownFrom(known, present, tree);
  }
}

function requireSigned(
  range: TreeRange,
  last: Checkpoint | undefined,
  keys: SealingKeys,
): void {
  if (last?.size !== range.size) {
    throw new SealingRefusedError(
      'altered',
      `The last checkpoint of the ledger is of ${last?.size ?? 0} events, but ${
        range.size
      } were sealed`,
    );
  }
  const checkpoint = believed(last, keys);
  if (
    checkpoint.size !== range.size ||
    !checkpoint.root.equals(range.root()) ||
    checkpoint.root.toString('base64') !== last.root
  ) {
    throw new SealingRefusedError(
      'altered',
      `The hashes of the first ${range.size} events of the ledger are not those that were signed at ${last.sealedAt}`,
    );
  }
}

function believed(last: Checkpoint, keys: SealingKeys): SignedCheckpoint {
  let verified;
  try {
    verified = keys.verify(last.note);
  } catch (error: unknown) {
    throw new SealingRefusedError('altered', `The last checkpoint: ${error}`);
  }
  if (verified.signedBy.length === 0) {
    throw new SealingRefusedError(
      'unsigned',
      `The checkpoint of ${last.size} events was signed with a key that this backend does not know. If it was a key of this portal, name its public key in auditLog.sealing.keys, so that it can be told whether the ledger is as it was signed; GET /ledger/keys lists the keys that were used`,
    );
  }
  return verified.checkpoint;
}

/** Throws a SealingRefusedError, or a DamagedTreeError, unless the tree as it is at present begins with a known one. */
export async function requireGrownFrom(
  known: KnownTree,
  present: KnownTree,
  tree: Tree,
): Promise<void> {
  if (known.size > present.size) {
    throw new SealingRefusedError(
      'altered',
      `${known.size} events of the ledger were sealed, but it has only ${present.size} sealed events now: the end was cut off, or an old copy of the database was put in its place`,
    );
  }
  const root =
    known.size === present.size ? present.root : await tree.root(known.size);
  if (!root.equals(known.root)) {
    throw new SealingRefusedError(
      'altered',
      `The hashes of the first ${known.size} events of the ledger are not those that this portal signed`,
    );
  }
}
