// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type { GroupInput } from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import { insertGroupVersion } from '../operations/insertGroupVersion';
import type { AccessTransaction } from '../store/AccessTransaction';
import { groupRecord, readGroup } from './readGroup';

const MOST_LOCAL_GROUPS = 5_000;

/** Creates a local group, which has no members and gives nothing yet; resolves with its reference. */
export async function createGroup(
  transaction: AccessTransaction,
  input: GroupInput,
): Promise<AccessChange<string>> {
  const { model } = transaction;
  const fields = readGroup(model, input);
  if (model.localGroups.size >= MOST_LOCAL_GROUPS) {
    throw new ConflictError(
      `There are ${MOST_LOCAL_GROUPS} local groups already, and there can be no more; delete one that is not needed`,
    );
  }

  const ref = `local-group:${randomUUID()}`;
  await insertGroupVersion(transaction, { ref, version: 1, ...fields });
  return {
    result: ref,
    meta: {
      groupRef: ref,
      groupName: fields.title,
      after: groupRecord(fields),
    },
  };
}
