// SPDX-License-Identifier: Apache-2.0
import type { KeyRefusalReason } from './KeyRefusal';
import { hashSecret, isSameHash, type TokenParts } from './keyToken';
import { statusOf, type StoredKey } from './StoredKey';

/** Which of a key's tokens one is, or why it does not work. */
export type Verdict =
  | { readonly token: 'present' | 'previous' }
  | {
      readonly refused: Extract<
        KeyRefusalReason,
        'unknown' | 'rotated' | 'expired' | 'revoked'
      >;
    };

/** What takes the place of a hash that there is not; nothing has it. */
const NO_HASH = '0'.repeat(64);

/**
 * Compares a token to those of the key that it names, if there is one. Which one it is, and what became of the key, is
 * asked after both were compared, so that how long it takes tells nothing of the secrets.
 */
export function verifyToken(
  { secret }: TokenParts,
  key: StoredKey | undefined,
  now: number,
): Verdict {
  const hash = hashSecret(secret);
  const isPresent = isSameHash(hash, key?.secretHash ?? NO_HASH);
  const isPrevious = isSameHash(hash, key?.previous?.secretHash ?? NO_HASH);
  if (!key || !(isPresent || isPrevious)) {
    return { refused: 'unknown' };
  }
  const status = statusOf(key, now);
  if (status !== 'active') {
    return { refused: status };
  }
  if (isPresent) {
    return { token: 'present' };
  }
  return now < key.previous!.until
    ? { token: 'previous' }
    : { refused: 'rotated' };
}
