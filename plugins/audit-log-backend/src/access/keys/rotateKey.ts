// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { AccessChange } from '../AccessChange';
import type { AccessTransaction } from '../store/AccessTransaction';
import type { KeyWithToken } from './createKey';
import { projectsOf, tokenRecord } from './keyRecord';
import { mintToken } from './keyToken';
import { updateKey } from './operations/updateKey';
import { requireKeyVersion, requireLiveKey } from './requireKey';
import { statusOf } from './StoredKey';

export interface KeyRotation {
  readonly id: string;
  /** That the change starts from: of two who rotate a key at once, one finds that the other has. */
  readonly version: number;
  /** How long the present token works on. */
  readonly overlapMs: number;
}

/** Gives a key a new token. The present one works on for the overlap; one from before that, which may still work, does not. */
export async function rotateKey(
  transaction: AccessTransaction,
  { id, version, overlapMs }: KeyRotation,
): Promise<AccessChange<KeyWithToken>> {
  const { changer, dialect, now } = transaction;
  const before = await requireLiveKey(transaction, id);
  requireKeyVersion(transaction, before, version);
  if (statusOf(before, now) === 'expired') {
    throw new ConflictError(
      `The ingestion key ${before.name} has expired, and so would a new token; put off its expiry first`,
    );
  }

  const { token, secretHash } = mintToken(before.tokenId);
  const key = await updateKey(transaction, before, {
    secret_hash: secretHash,
    previous_hash: before.secretHash,
    previous_until: dialect.writeTime(now + overlapMs),
    previous_used_at: null,
    rotated_at: dialect.writeTime(now),
    rotated_by: changer.by ?? null,
  });
  return {
    result: { key, token },
    meta: {
      keyName: key.name,
      before: tokenRecord(before),
      after: tokenRecord(key),
      projects: projectsOf(key),
    },
  };
}
