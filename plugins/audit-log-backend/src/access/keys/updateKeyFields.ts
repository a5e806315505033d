// SPDX-License-Identifier: Apache-2.0
import type { IngestionKeyUpdate } from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import type { AccessTransaction } from '../store/AccessTransaction';
import { keyRecord, projectsOf } from './keyRecord';
import { fieldColumns } from './operations/fieldColumns';
import { updateKey } from './operations/updateKey';
import { readKeyFields } from './readKeyFields';
import {
  requireFreeKeyName,
  requireKeyVersion,
  requireLiveKey,
} from './requireKey';
import type { StoredKey } from './StoredKey';

export interface KeyUpdate {
  readonly id: string;
  /** That the change starts from. */
  readonly version: number;
  readonly input: IngestionKeyUpdate;
}

/** Changes what a key may do. One that has expired works again when its expiry is put off. */
export async function updateKeyFields(
  transaction: AccessTransaction,
  { id, version, input }: KeyUpdate,
): Promise<AccessChange<StoredKey>> {
  const { changer, dialect, now } = transaction;
  const before = await requireLiveKey(transaction, id);
  requireKeyVersion(transaction, before, version);
  const fields = readKeyFields(input, now, before);
  await requireFreeKeyName(transaction, fields.name, id);

  const after = await updateKey(transaction, before, {
    ...fieldColumns(fields, dialect),
    updated_at: dialect.writeTime(now),
    updated_by: changer.by ?? null,
  });
  return {
    result: after,
    meta: {
      keyName: after.name,
      before: keyRecord(before),
      after: keyRecord(after),
      projects: projectsOf(before, after),
    },
  };
}
