// SPDX-License-Identifier: Apache-2.0
import {
  verifyDocument,
  type DocumentKind,
  type SignedDocument,
} from 'backstage-plugin-audit-log-verify';
import type { SealingKeys } from '../../sealing/keys/SealingKeys';
import { DamagedFileError } from './DamagedFileError';

/** Whose the signatures of a note say that they are. */
const SIGNERS = /^\u2014 ([^\s+]+) /gmu;

/**
 * Throws a DamagedFileError unless a document is what was signed, by a key that is believed. It may be one of before, and the ledger may have
 * had another name then.
 */
export function requireBelieved(
  document: SignedDocument,
  kind: DocumentKind,
  keys: SealingKeys,
): void {
  const names = [...document.signature.matchAll(SIGNERS)].map(
    ([, name]) => name,
  );
  let signers: number;
  try {
    const believed = keys.believed(names.slice(0, 64));
    signers = verifyDocument(document, kind, believed).signedBy.length;
  } catch (error: unknown) {
    throw new DamagedFileError(
      `The ${kind} is not to be believed: ${(error as Error).message}`,
      error,
    );
  }
  if (signers === 0) {
    throw new DamagedFileError(
      `The ${kind} is not signed by a key that is known here: it is of another portal, or the key is missing in auditLog.sealing.keys`,
    );
  }
}
