// SPDX-License-Identifier: Apache-2.0
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import type { AccessModel, RolePath } from './AccessModel';
import { givesAtLevel } from './permissionsAtLevel';

/**
 * Every way in which somebody who is signed in has a role. As for a decision, the catalog says which groups they are in,
 * and the sign-in does only for those whom the catalog does not know; a group that it says is the first of those passed
 * through.
 */
export function rolePathsOf(
  model: AccessModel,
  { userEntityRef, ownershipEntityRefs }: AccessPrincipal,
): readonly RolePath[] {
  const own = model.rolePaths(userEntityRef);
  if (model.directory.people.has(userEntityRef)) {
    return own;
  }
  const claims = new Set(ownershipEntityRefs);
  claims.delete(userEntityRef);
  const claimed = [...claims].flatMap(claim =>
    model
      .rolePaths(claim)
      .map(({ assignment, via }) => ({ assignment, via: [claim, ...via] })),
  );
  return [...own, ...claimed];
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
      givesAtLevel(model, assignment, permission),
  );
}
