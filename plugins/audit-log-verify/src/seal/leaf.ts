// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../canonical/canonicalJson';
import { hashLeaf } from '../merkle/hashes';
import { commitment } from './commitment';
import { requireErased } from './erased';
import { takePart } from './takePart';
import type { Seal, SealableEvent } from './SealableEvent';

/**
 * What the ledger commits to of an event: `{"event":…,"personal":{…},"v":1}` in canonical form, where `personal` holds a
 * commitment to each personal part, and `event` has null in its place. Neither the place in the ledger nor what has been
 * erased is in it, so an erasure does not change it.
 *
 * Throws when event and seal do not fit each other: a part that is not there, an erased part that is, marks of erasure that
 * the seal does not have.
 *
 * @public
 */
export function leafData(event: SealableEvent, seal: Seal): string {
  const personal: Record<string, string> = {};
  let rest: SealableEvent = event;
  for (const part of Object.keys(seal.salts)) {
    const taken = takePart(rest, part, null);
    personal[part] = commitment(seal.salts[part], taken.value);
    rest = taken.rest;
  }
  if (seal.erased !== undefined || event.erased !== undefined) {
    for (const part of requireErased(event, seal)) {
      personal[part] = seal.erased![part].commitment;
      ({ rest } = takePart(rest, part, null));
    }
  }
  const sealed = { ...rest, sequence: undefined, erased: undefined };
  return canonicalJson({ event: sealed, personal, v: 1 });
}

/**
 * The hash of an event in the Merkle tree.
 *
 * @public
 */
export function leafHash(event: SealableEvent, seal: Seal): Buffer {
  return hashLeaf(leafData(event, seal));
}
