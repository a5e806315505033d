// SPDX-License-Identifier: Apache-2.0
import type { RoleInput } from 'backstage-plugin-audit-log-common';
import type { Named } from '../access/NameFields';

/** A role as it is being written. */
export interface RoleDraft extends Named {
  readonly permissions: readonly string[];
}

export const EMPTY_ROLE: RoleDraft = {
  name: '',
  description: '',
  permissions: [],
};

/** What is sent of a draft. */
export function roleInput(draft: RoleDraft): RoleInput {
  return {
    name: draft.name.trim(),
    description: draft.description.trim(),
    permissions: [...draft.permissions],
  };
}
