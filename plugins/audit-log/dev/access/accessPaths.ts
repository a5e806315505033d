// SPDX-License-Identifier: Apache-2.0
import {
  ADMINISTRATOR_ROLE_ID,
  EVERY_PERMISSION,
  expandPermissions,
  type AccessPath,
  type Assignment,
} from 'backstage-plugin-audit-log-common';
import { named, type Organization, type StoredGroup } from './Organization';

/** A group and those above it, from below. */
export function groupAndAbove(
  organization: Organization,
  ref: string,
): readonly StoredGroup[] {
  const chain: StoredGroup[] = [];
  let next: string | undefined = ref;
  while (next !== undefined) {
    const current: string = next;
    const group = organization.groups.find(one => one.ref === current);
    if (!group || chain.includes(group)) {
      break;
    }
    chain.push(group);
    next = group.parent;
  }
  return chain;
}

/** The assignments, those of the configuration included, with the names as they are now. */
export function allAssignments(
  organization: Organization,
): readonly Assignment[] {
  const fixed = organization.administrators.map(ref => ({
    id: `config:${ref}`,
    role: { ref: `role:${ADMINISTRATOR_ROLE_ID}` },
    subject: { ref },
    level: { kind: 'organization' as const },
    grant: {},
    fixed: true,
  }));
  return [...fixed, ...organization.assignments].map(assignment => ({
    ...assignment,
    role: named(organization, assignment.role.ref),
    subject: named(organization, assignment.subject.ref),
  }));
}

/** Every way in which a person has a role. */
export function pathsOf(
  organization: Organization,
  person: string,
): readonly AccessPath[] {
  const assignments = allAssignments(organization);
  const to = (subject: string, via: readonly string[], memberSince?: string) =>
    assignments
      .filter(assignment => assignment.subject.ref === subject)
      .map(({ id, role, level, grant, fixed }) => ({
        role,
        level,
        grant,
        via: via.map(ref => named(organization, ref)),
        memberSince,
        assignmentId: fixed ? undefined : id,
      }));
  const byGroup = organization.groups.flatMap(group => {
    const membership = group.members.find(({ ref }) => ref === person);
    if (!membership) {
      return [];
    }
    const chain = groupAndAbove(organization, group.ref).map(({ ref }) => ref);
    return chain.flatMap((ref, index) =>
      to(ref, chain.slice(0, index + 1), membership.grant?.since),
    );
  });
  return [...to(person, []), ...byGroup];
}

/** The permissions of a role, bundles taken apart. */
export function permissionsOf(
  organization: Organization,
  roleRef: string,
): readonly string[] {
  const role = organization.roles.find(({ id }) => `role:${id}` === roleRef);
  return expandPermissions(role?.permissions ?? []);
}

/** What a person holds for the whole organization. */
export function heldBy(
  organization: Organization,
  person: string,
): ReadonlySet<string> {
  return new Set(
    pathsOf(organization, person)
      .filter(({ level }) => level.kind === 'organization')
      .flatMap(({ role }) => permissionsOf(organization, role.ref)),
  );
}

export function isAdministrator(
  organization: Organization,
  person: string,
): boolean {
  return heldBy(organization, person).has(EVERY_PERMISSION);
}
