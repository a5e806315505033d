// SPDX-License-Identifier: Apache-2.0
import type { AccessModel } from '../../../access/model/AccessModel';
import { roleRecord } from '../../../access/roles/roleRecord';

/** What of a role goes on record when a change of it is refused. */
export function roleAsItIs(model: AccessModel, id: string) {
  const role = model.roles.get(id);
  return {
    roleId: id,
    ...(role && { roleName: role.name, before: roleRecord(role) }),
  };
}
