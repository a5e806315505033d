// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import type { AccessModel } from '../model/AccessModel';
import { nameKey } from '../readName';

/** Throws a ConflictError when another role has the name, whatever its case; those of built-in roles are taken. */
export function requireFreeName(
  model: AccessModel,
  name: string,
  ownId?: string,
): void {
  const key = nameKey(name);
  for (const role of model.roles.values()) {
    if (role.id !== ownId && nameKey(role.name) === key) {
      throw new ConflictError(
        `name: there is a role with this name already, ${role.name}; choose another name, or change that role`,
      );
    }
  }
}
