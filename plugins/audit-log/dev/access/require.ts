// SPDX-License-Identifier: Apache-2.0
import {
  EVERY_PERMISSION,
  expandPermissions,
} from 'backstage-plugin-audit-log-common';
import { refusal } from '../refusal';
import { heldBy, isAdministrator } from './accessPaths';
import type { Organization } from './Organization';

/** Refuses a person who asks for more than they hold. */
export function requireHeld(
  organization: Organization,
  permissions: readonly string[],
): void {
  const held = heldBy(organization, organization.me);
  const missing = held.has(EVERY_PERMISSION)
    ? undefined
    : expandPermissions(permissions).find(name => !held.has(name));
  if (missing) {
    throw refusal(
      403,
      `permissions: you cannot give ${missing}, which you do not hold yourself`,
    );
  }
}

/** Refuses a person who may not do something here at all. */
export function requirePermission(
  organization: Organization,
  permission: 'access-control.read' | 'access-control.manage',
): void {
  const held = heldBy(organization, organization.me);
  if (!held.has(EVERY_PERMISSION) && !held.has(permission)) {
    throw refusal(
      403,
      `You need the permission ${permission} for this; ask an administrator of this portal.`,
    );
  }
}

export function requireName(name: string, taken: boolean, what: string): void {
  if (name.trim() === '') {
    throw refusal(400, 'name: must not be empty');
  }
  if (taken) {
    throw refusal(409, `name: there is a ${what} with this name already`);
  }
}

export function requireVersion(current: number, given: number): void {
  if (current !== given) {
    throw refusal(
      412,
      `It was changed by somebody else: this is version ${current}, you changed version ${given}. Look at what is there now and try again.`,
    );
  }
}

/** Undoes a change that leaves nobody who administers the organization. */
export function keepAnAdministrator(
  organization: Organization,
  change: () => void,
): void {
  const { assignments, groups, roles } = organization;
  change();
  if (
    !organization.people.some(({ ref }) => isAdministrator(organization, ref))
  ) {
    Object.assign(organization, { assignments, groups, roles });
    throw refusal(
      409,
      'This would leave nobody who administers the organization. Give somebody else the role Administrator first.',
    );
  }
}

export function found<T>(item: T | undefined, what: string): T {
  if (item === undefined) {
    throw refusal(404, `There is no such ${what}. It may have been deleted.`);
  }
  return item;
}
