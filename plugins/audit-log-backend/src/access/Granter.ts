// SPDX-License-Identifier: Apache-2.0
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import type { AccessModel } from './model/AccessModel';
import { holds } from './model/holds';

/** Somebody who may change access, and what of it they may give to others. */
export interface Granter {
  /** Reference of a person or subject of a service. */
  readonly ref: string;
  /** Who it is, when it is a person. */
  readonly person?: AccessPrincipal;
  /**
   * Whether they may give a permission for the whole organization, or for this project. An asterisk asks for every
   * permission there is. It MUST go by the model it is given, which is that of the change under way.
   */
  mayGrant(model: AccessModel, permission: string, project?: string): boolean;
}

/** A person who gives no more than what they hold by stored roles. */
export function granterByRoles(signedIn: AccessPrincipal): Granter {
  const person = inLowerCase(signedIn);
  return {
    ref: person.userEntityRef,
    person,
    mayGrant: (model, permission, project) =>
      holds(model, person, permission, project),
  };
}

/** Somebody whom the permission framework alone decides about: what they hold is not known here. */
export function granterByPolicy(
  ref: string,
  signedIn?: AccessPrincipal,
): Granter {
  const person = signedIn && inLowerCase(signedIn);
  return {
    ref: person?.userEntityRef ?? ref,
    ...(person && { person }),
    mayGrant: () => true,
  };
}

/** Somebody who is signed in, with the references as the model has them. */
export function inLowerCase(person: AccessPrincipal): AccessPrincipal {
  return {
    userEntityRef: person.userEntityRef.toLocaleLowerCase('en-US'),
    ownershipEntityRefs: person.ownershipEntityRefs.map(ref =>
      ref.toLocaleLowerCase('en-US'),
    ),
  };
}
