// SPDX-License-Identifier: Apache-2.0
import { decodeHash } from '../checkpoint/base64';
import { checkCheckpoint } from '../checkpoint/CheckpointCheck';
import type { VerifierKey } from '../checkpoint/VerifierKey';
import type { Report } from '../export/ExportReport';
import { NotVerifiableError } from '../export/ExportFormat';
import { textOf } from '../export/textOf';
import { Findings } from '../findings/Findings';
import { verifyInclusion } from '../merkle/inclusion';
import { leafHash } from '../seal/leaf';
import type { Seal, SealableEvent } from '../seal/SealableEvent';

/**
 * What `GET /events/{id}/proof` answers: an event with the proof that it is in the ledger.
 *
 * @public
 */
export interface EventProof {
  readonly event: SealableEvent & { readonly id?: string };
  readonly seal: Seal;
  readonly sequence: number;
  /** base64 */
  readonly leaf?: string;
  /** base64, from the leaf up */
  readonly proof: readonly string[];
  readonly checkpoint: { readonly note: string };
}

/** @public */
export interface EventReport extends Report {
  readonly sequence: number;
  readonly eventId?: string;
  /** Whether something has been erased of the event. */
  readonly isErased: boolean;
}

/**
 * Verifies that an event is in the ledger as it was sealed. Without keys the signature of the checkpoint is not looked at,
 * which the notes of the report say. Throws a NotVerifiableError when it is no such proof.
 *
 * @public
 */
export function verifyEventProof(
  given: EventProof,
  options: { readonly keys?: readonly VerifierKey[] } = {},
): EventReport {
  const { event, seal, proof, checkpoint: stated } = given ?? {};
  if (
    typeof event !== 'object' ||
    event === null ||
    typeof stated?.note !== 'string' ||
    !Array.isArray(proof)
  ) {
    throw new NotVerifiableError(
      'This is no proof of an event: event, seal, sequence, proof and checkpoint',
    );
  }
  const isPlace = Number.isSafeInteger(given.sequence);
  const sequence = isPlace ? given.sequence : NaN;
  const findings = new Findings();
  const notes: string[] = [];
  const checkpoint = checkCheckpoint(stated.note, {
    which: 'The checkpoint',
    keys: options.keys,
    findings,
  });
  if (options.keys === undefined) {
    notes.push(
      'No key was given (--key), so who signed the checkpoint was not verified: anybody could have made this proof.',
    );
  }
  const where = { sequence, eventId: textOf(event.id) };
  const isIncluded =
    checkpoint !== undefined &&
    verifyInclusion({
      index: sequence,
      size: checkpoint.size,
      leaf: leafOf(given),
      proof: proof.map(hash => decodeHash(hash) ?? Buffer.alloc(0)),
      root: checkpoint.root,
    });
  if (!isIncluded || event.sequence !== sequence) {
    findings.add({
      kind: 'altered',
      message: `The event is not the one that was sealed at ${
        isPlace ? sequence : 'the place that is given'
      }.`,
      ...where,
    });
  }
  return {
    ...where,
    isVerified: findings.count === 0,
    isErased: seal?.erased !== undefined,
    findings: findings.items,
    findingCount: findings.count,
    notes,
    checkpoint: checkpoint && {
      ...checkpoint,
      root: checkpoint.root.toString('base64'),
    },
  };
}

/** No hash when event and seal do not fit each other, which is in no tree. */
function leafOf({ event, seal }: EventProof): Buffer {
  try {
    return leafHash(event, seal);
  } catch {
    return Buffer.alloc(0);
  }
}
