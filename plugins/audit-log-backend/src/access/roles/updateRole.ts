// SPDX-License-Identifier: Apache-2.0
import type { RoleInput } from 'backstage-plugin-audit-log-common';
import type { AccessChange } from '../AccessChange';
import type { Granter } from '../Granter';
import { isOwnRole } from '../isOwnAccess';
import { endRoleVersion } from '../operations/endRoleVersion';
import { insertRoleVersion } from '../operations/insertRoleVersion';
import { requireGrantable } from '../requireGrantable';
import type { AccessTransaction } from '../store/AccessTransaction';
import { permissionChange } from './permissionChange';
import { readRole } from './readRole';
import { requireChangeable } from './requireChangeable';
import { requireFreeName } from './requireFreeName';
import { requireRoleVersion } from './requireRoleVersion';
import { roleRecord } from './roleRecord';

export interface RoleUpdate {
  readonly id: string;
  /** That the change starts from. */
  readonly version: number;
  readonly input: RoleInput;
}

/**
 * Changes a role for everyone who has it. What is added must be the granter's to give for the whole organization, whatever
 * level the role is given at, so that it is theirs at each; anything may be taken out.
 */
export async function updateRole(
  transaction: AccessTransaction,
  granter: Granter,
  { id, version, input }: RoleUpdate,
): Promise<AccessChange<void>> {
  const { model } = transaction;
  const before = requireChangeable(model, id);
  await requireRoleVersion(transaction, before, version);
  const after = readRole(input);
  requireFreeName(model, after.name, id);
  const { added, removed } = permissionChange(
    before.permissions,
    after.permissions,
  );
  requireGrantable(model, granter, added);

  await endRoleVersion(transaction, id);
  await insertRoleVersion(transaction, { id, version: version + 1, ...after });
  const changesAccess = added.length + removed.length > 0;
  return {
    result: undefined,
    meta: {
      roleName: after.name,
      before: roleRecord(before),
      after: roleRecord(after),
      added,
      removed,
      ownAccess: changesAccess && isOwnRole(model, granter.person, id),
    },
  };
}
