// SPDX-License-Identifier: Apache-2.0
import { ADMINISTRATOR_ROLE_ID } from 'backstage-plugin-audit-log-common';
import type { Granter } from '../Granter';
import type { AccessModel } from '../model/AccessModel';
import { requireEverything } from '../requireGrantable';

/** To take somebody out of a group that administers the organization is to take the role Administrator away from them. */
export function requireMayTakeFrom(
  model: AccessModel,
  granter: Granter,
  group: string,
): void {
  const isAdministrator = model
    .rolePaths(group)
    .some(({ assignment }) => assignment.role === ADMINISTRATOR_ROLE_ID);
  if (isAdministrator) {
    requireEverything(model, granter);
  }
}
