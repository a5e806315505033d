// SPDX-License-Identifier: Apache-2.0
import type { GroupInput } from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import { endGroupVersion } from '../operations/endGroupVersion';
import { insertGroupVersion } from '../operations/insertGroupVersion';
import type { AccessTransaction } from '../store/AccessTransaction';
import { groupRecord, readGroup } from './readGroup';
import { requireGroupVersion } from './requireGroupVersion';
import { requireLocalGroup } from './requireLocalGroup';

export interface GroupUpdate {
  readonly ref: string;
  /** That the change starts from. */
  readonly version: number;
  readonly input: GroupInput;
}

/** Changes the name and description of a local group, which changes nobody's access. */
export async function updateGroup(
  transaction: AccessTransaction,
  { ref, version, input }: GroupUpdate,
): Promise<AccessChange<void>> {
  const { model } = transaction;
  const before = requireLocalGroup(model, ref);
  await requireGroupVersion(transaction, before, version);
  const after = readGroup(model, input, before.ref);

  await endGroupVersion(transaction, before.ref);
  await insertGroupVersion(transaction, {
    ref: before.ref,
    version: version + 1,
    ...after,
  });
  return {
    result: undefined,
    meta: {
      groupRef: before.ref,
      groupName: after.title,
      before: groupRecord(before),
      after: groupRecord(after),
    },
  };
}
