// SPDX-License-Identifier: Apache-2.0
import type {
  AuditEvent,
  EventProof,
  SealingKey,
} from 'backstage-plugin-audit-log-common';
import { areEqual, fromBase64, utf8, type Bytes } from './bytes';
import { canonicalJson } from './canonicalJson';
import { inclusionRoot, leafHash } from './inclusionRoot';
import { leafData } from './leafData';
import { parseCheckpoint, type SignedCheckpoint } from './parseCheckpoint';
import { verifySignatures, type SignatureState } from './verifySignatures';

/** What the proof of an event was checked for, in this order. */
export type CheckName = 'shown' | 'content' | 'place' | 'signature';

export interface EventVerdict {
  /** Which check failed, the first; none of those behind it was made. */
  readonly failed?: CheckName;
  /** What was wrong, where there is more to say than that. */
  readonly why?: string;
  /** Absent when it cannot be read. */
  readonly checkpoint?: SignedCheckpoint;
  /** Absent when a check before it failed. */
  readonly signature?: SignatureState;
}

/**
 * Checks here, in the browser, that an event is the one that the ledger was signed with: its content gives the hash of a leaf,
 * the leaf at its place gives the root of the checkpoint, and the checkpoint is signed. The proof is believed nothing but
 * what follows from it; the keys are believed.
 *
 * @param shown - The event as the page shows it
 */
export async function verifyEventProof(
  shown: AuditEvent,
  proof: EventProof,
  keys: readonly SealingKey[],
): Promise<EventVerdict> {
  if (!isSame(shown, proof)) {
    return { failed: 'shown' };
  }
  let leaf: Bytes;
  try {
    leaf = await leafHash(utf8(await leafData(proof.event, proof.seal)));
  } catch (error: unknown) {
    return { failed: 'content', why: (error as Error).message };
  }
  if (!areEqual(leaf, fromBase64(proof.leaf))) {
    return { failed: 'content' };
  }
  let checkpoint: SignedCheckpoint;
  try {
    checkpoint = parseCheckpoint(proof.checkpoint.note);
  } catch (error: unknown) {
    return { failed: 'signature', why: (error as Error).message };
  }
  const root = await inclusionRoot({
    leaf,
    index: proof.sequence,
    size: checkpoint.size,
    proof: proof.proof.map(fromBase64),
  });
  if (!root || !areEqual(root, checkpoint.root)) {
    return { failed: 'place', checkpoint };
  }
  const signature = await verifySignatures(checkpoint, keys);
  const isWrong =
    signature.state === 'wrong' || signature.state === 'unknown-key';
  return { failed: isWrong ? 'signature' : undefined, checkpoint, signature };
}

/** An event can be shown before it has its place, which the proof gives. */
function isSame(shown: AuditEvent, { event, sequence }: EventProof): boolean {
  return (
    (shown.sequence ?? sequence) === sequence &&
    canonicalJson({ ...shown, sequence }) ===
      canonicalJson({ ...event, sequence })
  );
}
