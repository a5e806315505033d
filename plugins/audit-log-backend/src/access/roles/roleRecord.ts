// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { RoleFields } from './readRole';

/** What of a role goes on record. */
export function roleRecord({
  name,
  description,
  permissions,
}: RoleFields): JsonObject {
  return { name, description, permissions: [...permissions] };
}
