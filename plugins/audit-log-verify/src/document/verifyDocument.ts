// SPDX-License-Identifier: Apache-2.0
import { parseNote } from '../checkpoint/note';
import { signersOf } from '../checkpoint/signersOf';
import type { VerifierKey } from '../checkpoint/VerifierKey';
import { digestOf } from './signDocument';
import {
  documentBody,
  type DocumentKind,
  type SignedDocument,
} from './SignedDocument';

/**
 * Whose ledger a signed document is about, and which of the given keys have signed it; none when it is signed by nobody known.
 * Throws when it is not signed as a document of this kind, when it is not what was signed, and when a signature that is said to
 * be by one of these keys is not.
 *
 * @public
 */
export function verifyDocument(
  signed: SignedDocument,
  kind: DocumentKind,
  keys: readonly VerifierKey[],
): { readonly origin: string; readonly signedBy: readonly VerifierKey[] } {
  const { signature, ...document } = signed;
  const parsed = parseNote(`${signature}`);
  const origin = parsed.body.slice(0, parsed.body.indexOf('\n'));
  if (parsed.body !== documentBody(origin, kind, digestOf(document))) {
    throw new Error(`The ${kind} is not what was signed`);
  }
  return { origin, signedBy: signersOf(parsed, keys, `the ${kind}`) };
}
