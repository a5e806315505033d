// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../merkle/hashes';

/** The type of signature that C2SP signed-note gives Ed25519. */
export const ED25519 = 1;

/** The key id of C2SP signed-note: SHA-256(name ‖ newline ‖ type ‖ public key)[:4]. */
export function keyHash(name: string, publicKey: Uint8Array): Buffer {
  return sha256(
    Buffer.concat([
      Buffer.from(`${name}\n`),
      Buffer.from([ED25519]),
      publicKey,
    ]),
  ).subarray(0, 4);
}

/** Throws unless a key may have this name: no white space, no plus. */
export function requireKeyName(name: string): void {
  // eslint-disable-next-line no-control-regex
  if (!/^[^\s+\u0000-\u001f\u0085]+$/u.test(name)) {
    throw new Error(
      `A key cannot be named '${name}': a name has neither white space nor +`,
    );
  }
}
