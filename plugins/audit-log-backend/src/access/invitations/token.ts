// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';

const BYTES = 32;

/** What is in the link of an invitation: 256 random bits, base64url. Only its hash is ever stored. */
export function mintToken(): string {
  return randomBytes(BYTES).toString('base64url');
}

/**
 * SHA-256, hexadecimal. Tokens are found by it, so that how long a look-up takes says nothing about the tokens there are;
 * what is random throughout needs no slow hash.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
