// SPDX-License-Identifier: Apache-2.0
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import type { AccessModel, RolePath } from './AccessModel';

/**
 * Every way in which somebody who is signed in has a role. As for a decision, the catalog says which groups they are in,
 * and the sign-in does only for those whom the catalog does not know.
 */
export function rolePathsOf(
  model: AccessModel,
  { userEntityRef, ownershipEntityRefs }: AccessPrincipal,
): readonly RolePath[] {
  if (model.directory.people.has(userEntityRef)) {
    return model.rolePaths(userEntityRef);
  }
  const claims = new Set([userEntityRef, ...ownershipEntityRefs]);
  return [...claims].flatMap(claim => model.rolePaths(claim));
}

/** Whether somebody has a permission for the whole organization, or for this project. */
export function holds(
  model: AccessModel,
  principal: AccessPrincipal,
  permission: string,
  project?: string,
): boolean {
  return rolePathsOf(model, principal).some(
    ({ assignment }) =>
      (assignment.project === undefined || assignment.project === project) &&
      model.gives(assignment.role, permission),
  );
}
