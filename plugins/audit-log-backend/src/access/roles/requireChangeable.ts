// SPDX-License-Identifier: Apache-2.0
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { AccessModel } from '../model/AccessModel';
import type { StoredRole } from '../model/facts';

/** The role with an id. Throws when there is none. */
export function requireRole(model: AccessModel, id: string): StoredRole {
  const role = model.roles.get(id);
  if (!role) {
    throw new NotFoundError(
      `There is no role ${id}, or it has been deleted; load the list of roles again`,
    );
  }
  return role;
}

/** The same for a role that can be changed: built-in ones cannot. */
export function requireChangeable(model: AccessModel, id: string): StoredRole {
  const role = requireRole(model, id);
  if (role.builtIn) {
    throw new ConflictError(
      `${role.name} is a built-in role, which cannot be changed or deleted; duplicate it, and change the copy`,
    );
  }
  return role;
}
