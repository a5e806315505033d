// SPDX-License-Identifier: Apache-2.0
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import type { AccessModel } from './model/AccessModel';
import { rolePathsOf } from './model/holds';

/** Whether a group or person is the one who asks, or a group that they are in. */
export function isOwnAccess(
  model: AccessModel,
  person: AccessPrincipal | undefined,
  subject: string,
): boolean {
  if (!person) {
    return false;
  }
  const { userEntityRef, ownershipEntityRefs } = person;
  const claims = model.directory.people.has(userEntityRef)
    ? [userEntityRef]
    : [userEntityRef, ...ownershipEntityRefs];
  return claims.some(
    claim =>
      claim === subject ||
      model.chains(claim).some(({ via }) => via.at(-1) === subject),
  );
}

/** Whether the one who asks has a role, in whatever way. */
export function isOwnRole(
  model: AccessModel,
  person: AccessPrincipal | undefined,
  role: string,
): boolean {
  return (
    person !== undefined &&
    rolePathsOf(model, person).some(
      ({ assignment }) => assignment.role === role,
    )
  );
}
