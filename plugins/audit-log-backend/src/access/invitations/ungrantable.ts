// SPDX-License-Identifier: Apache-2.0
import { ADMINISTRATOR_ROLE_ID } from 'backstage-plugin-audit-log-common';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Granter } from '../Granter';
import type { AccessModel } from '../model/AccessModel';
import type { Offer } from './StoredInvitation';

/** Checks an offer that is made anew. What it names MUST be there. */
export function requireOffer(model: AccessModel, offer: Offer): void {
  if (offer.roles.length === 0 && offer.groups.length === 0) {
    throw new InputError('roles: must have at least one role, or one group');
  }
  for (const role of offer.roles) {
    if (!model.roles.has(role)) {
      throw new NotFoundError(
        `roles: there is no role ${role} any more; choose another one`,
      );
    }
  }
  for (const group of offer.groups) {
    if (model.directory.groups.has(group)) {
      throw new InputError(
        `groups: ${group} is a group of the catalog, which says who its members are; choose a local group, or roles`,
      );
    }
    if (!model.localGroups.has(group)) {
      throw new NotFoundError(
        `groups: there is no local group ${group} any more; choose another one`,
      );
    }
  }
  if (
    offer.project !== undefined &&
    offer.roles.includes(ADMINISTRATOR_ROLE_ID)
  ) {
    throw new InputError(
      'level: the role Administrator is for the whole organization only; choose the organization, or another role',
    );
  }
}

/** What of an offer somebody cannot give to others, because they do not have it themselves; undefined when they can. */
export function ungrantable(
  model: AccessModel,
  granter: Granter,
  offer: Offer,
): string | undefined {
  const grants = [
    ...offer.roles.map(role => ({
      role,
      project: offer.project,
      what: `the role ${model.roles.get(role)?.name ?? role}`,
    })),
    ...offer.groups.flatMap(group =>
      model.rolePaths(group).map(({ assignment: { role, project } }) => ({
        role,
        project,
        what: `the group ${model.localGroups.get(group)?.title ?? group}`,
      })),
    ),
  ];
  for (const { role, project, what } of grants) {
    const missing = [...model.permissionsOfRole(role)].find(
      permission => !granter.mayGrant(model, permission, project),
    );
    if (missing !== undefined) {
      const name = missing === '*' ? 'every permission' : missing;
      const level = project === undefined ? 'the organization' : project;
      return `${what} gives ${name} for ${level}`;
    }
  }
  return undefined;
}

/** Throws a NotAllowedError when somebody cannot give what is offered. */
export function requireGrantableOffer(
  model: AccessModel,
  granter: Granter,
  offer: Offer,
): void {
  const missing = ungrantable(model, granter, offer);
  if (missing !== undefined) {
    throw new NotAllowedError(
      `You can only offer what you hold yourself, and ${missing}; ask somebody who holds it to invite them`,
    );
  }
}
