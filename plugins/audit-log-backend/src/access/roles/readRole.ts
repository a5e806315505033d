// SPDX-License-Identifier: Apache-2.0
import { InputError } from '@backstage/errors';
import {
  EVERY_PERMISSION,
  type RoleInput,
} from 'backstage-plugin-audit-log-common';
import type { StoredRole } from '../model/facts';
import { readDescription, readName } from '../readName';

export type RoleFields = Pick<
  StoredRole,
  'name' | 'description' | 'permissions'
>;

/** Takes what the API was given for a role. Which permissions there are is the plugins' to say, which may be down. */
export function readRole({
  name,
  description,
  permissions,
}: RoleInput): RoleFields {
  for (const permission of permissions) {
    if (permission === EVERY_PERMISSION) {
      throw new InputError(
        'permissions: only the built-in role Administrator holds everything (*); name the permissions that this role is to hold',
      );
    }
    if (!/^[^\s\p{C}]+$/u.test(permission)) {
      throw new InputError(
        `permissions: must be names of permissions such as catalog.entity.read, or of bundles such as LOG-MANAGEMENT, got ${JSON.stringify(
          permission,
        )}`,
      );
    }
  }
  return {
    name: readName(name),
    description: readDescription(description),
    permissions: [...new Set(permissions)],
  };
}
