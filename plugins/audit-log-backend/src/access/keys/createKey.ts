// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { IngestionKeyInput } from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import type { AccessTransaction } from '../store/AccessTransaction';
import { keyRecord, projectsOf } from './keyRecord';
import { mintToken, newTokenId } from './keyToken';
import { countLiveKeys } from './operations/countLiveKeys';
import { insertKey } from './operations/insertKey';
import { readKeyFields } from './readKeyFields';
import { requireFreeKeyName } from './requireKey';
import type { StoredKey } from './StoredKey';

/** That are not revoked. */
const MOST_KEYS = 1_000;

/** A key and its token, which is never to be had again. */
export interface KeyWithToken {
  readonly key: StoredKey;
  readonly token: string;
}

export async function createKey(
  transaction: AccessTransaction,
  input: IngestionKeyInput,
): Promise<AccessChange<KeyWithToken>> {
  const { changer, knex, now } = transaction;
  const fields = readKeyFields(input, now);
  await requireFreeKeyName(transaction, fields.name);
  if ((await countLiveKeys(knex)) >= MOST_KEYS) {
    throw new ConflictError(
      `There are ${MOST_KEYS} ingestion keys already, and there can be no more; revoke one that is not needed`,
    );
  }

  const tokenId = newTokenId();
  const { token, secretHash } = mintToken(tokenId);
  const key: StoredKey = {
    ...fields,
    id: randomUUID(),
    version: 1,
    tokenId,
    secretHash,
    created: { at: now, by: changer.by },
  };
  await insertKey(transaction, key);
  return {
    result: { key, token },
    meta: {
      keyId: key.id,
      keyName: key.name,
      before: null,
      after: keyRecord(key),
      projects: projectsOf(key),
    },
  };
}
