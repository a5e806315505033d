// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '../canonical/canonicalJson';
import { sha256Text } from '../merkle/hashes';
import { SALT_LENGTH } from './salts';

/** A salt as base64url, in the one way to write it: its last character holds two bits, and nothing in the others. */
const SALT = /^[A-Za-z0-9_-]{21}[AQgw]$/;
/** UTF-8 takes at most so many bytes for a UTF-16 code unit. */
const MOST_BYTES = 3;

let scratch = Buffer.alloc(4096);

/** What the leaf holds of a personal part: SHA-256(salt ‖ canonical JSON of the value) as base64url. */
export function commitment(salt: string, value: unknown): string {
  const text = canonicalJson(value);
  const needed = SALT_LENGTH + MOST_BYTES * text.length;
  if (scratch.length < needed) {
    scratch = Buffer.alloc(2 * needed);
  }
  if (!SALT.test(salt)) {
    throw new Error('A salt has 16 bytes, as base64url');
  }
  scratch.write(salt, 0, 'base64url');
  const end = SALT_LENGTH + scratch.write(text, SALT_LENGTH);
  return sha256Text(scratch.subarray(0, end));
}
