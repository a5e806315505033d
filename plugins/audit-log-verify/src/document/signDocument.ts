// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalJson } from '../canonical/canonicalJson';
import type { SigningKey } from '../checkpoint/SigningKey';
import {
  documentBody,
  type DocumentKind,
  type SignedDocument,
} from './SignedDocument';

/**
 * A JSON object with a signature by each key. Throws when there is no key, and when the object is none that JSON can hold.
 *
 * @public
 */
export function signDocument<T extends object>(options: {
  readonly kind: DocumentKind;
  /** Of the ledger it is about. */
  readonly origin: string;
  readonly document: T;
  readonly keys: readonly SigningKey[];
}): SignedDocument<T> {
  const { kind, origin, document, keys } = options;
  if (keys.length === 0) {
    throw new Error('A document is signed by one key at least');
  }
  const body = documentBody(origin, kind, digestOf(document));
  return {
    ...document,
    signature: `${body}\n${keys.map(key => key.sign(body)).join('')}`,
  };
}

export function digestOf(document: object): string {
  return createHash('sha256').update(canonicalJson(document)).digest('base64');
}
