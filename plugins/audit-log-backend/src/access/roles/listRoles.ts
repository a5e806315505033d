// SPDX-License-Identifier: Apache-2.0
import {
  BUILT_IN_ROLES,
  type RolePage,
} from 'backstage-plugin-audit-log-common';
import { foldText } from '../lists/foldText';
import { type ListRequest, pageOf, sortListed } from '../lists/pageOf';
import type { AccessModel } from '../model/AccessModel';
import { roleView } from './roleDetails';

/** A page of roles, the built-in ones first, then by name. */
export function listRoles(
  model: AccessModel,
  request: ListRequest,
  invitations: ReadonlyMap<string, number>,
): RolePage {
  const listed = [...model.roles.values()].map(role => ({
    ref: role.id,
    role,
    sortKey: `${orderOf(role.id)} ${foldText(role.name)}`,
    texts: [foldText(role.name), foldText(role.description)],
  }));
  const { items, ...page } = pageOf(sortListed(listed), request);
  return {
    ...page,
    items: items.map(({ role }) =>
      roleView(model, role, invitations.get(role.id) ?? 0),
    ),
  };
}

/** The place of a built-in role among them; all others come after these. */
function orderOf(id: string): number {
  const place = BUILT_IN_ROLES.findIndex(role => role.id === id);
  return place < 0 ? BUILT_IN_ROLES.length : place;
}
