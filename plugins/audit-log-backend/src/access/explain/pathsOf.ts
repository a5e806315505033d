// SPDX-License-Identifier: Apache-2.0
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import type { AccessModel, RolePath } from '../model/AccessModel';

/**
 * Every way in which somebody has a role, as `rolePathsOf` has them, the groups that their sign-in says they are in
 * included among those passed through.
 */
export function pathsOf(
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
