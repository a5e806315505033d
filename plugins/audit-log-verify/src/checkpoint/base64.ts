// SPDX-License-Identifier: Apache-2.0
import { HASH_LENGTH } from '../merkle/hashes';

/** The bytes of a text in base64 with padding (RFC 4648 section 4); undefined when it is not exactly that. */
export function decodeBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length > 0 && bytes.toString('base64') === text
    ? bytes
    : undefined;
}

/** The hash that is written so in a document from elsewhere; undefined for anything else. */
export function decodeHash(value: unknown): Buffer | undefined {
  const hash = typeof value === 'string' ? decodeBase64(value) : undefined;
  return hash?.length === HASH_LENGTH ? hash : undefined;
}
