// SPDX-License-Identifier: Apache-2.0
import type { AccessChange } from '../AccessChange';
import type { AccessTransaction } from '../store/AccessTransaction';
import { keyRecord, projectsOf } from './keyRecord';
import { updateKey } from './operations/updateKey';
import { requireLiveKey } from './requireKey';

/** Revokes a key for good, in whatever version it is: that is never to wait for somebody to look again. */
export async function revokeKey(
  transaction: AccessTransaction,
  id: string,
): Promise<AccessChange<void>> {
  const { changer, dialect, now } = transaction;
  const before = await requireLiveKey(transaction, id);
  await updateKey(transaction, before, {
    revoked_at: dialect.writeTime(now),
    revoked_by: changer.by ?? null,
  });
  return {
    result: undefined,
    meta: {
      keyName: before.name,
      before: { ...keyRecord(before), revoked: false },
      after: { ...keyRecord(before), revoked: true },
      projects: projectsOf(before),
    },
  };
}
