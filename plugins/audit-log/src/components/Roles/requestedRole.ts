// SPDX-License-Identifier: Apache-2.0
import { EMPTY_ROLE, type RoleDraft } from './RoleDraft';

/** What whoever leads to the dialog that creates a role can ask of it, in the state of the browser's history. */
export interface RoleRequest {
  /** What the role is to hold from the start. */
  readonly permissions: readonly string[];
}

/** The draft that the dialog begins with. */
export function requestedRole(state: unknown): RoleDraft {
  const { permissions } = (state ?? {}) as Partial<RoleRequest>;
  return Array.isArray(permissions)
    ? { ...EMPTY_ROLE, permissions }
    : EMPTY_ROLE;
}
