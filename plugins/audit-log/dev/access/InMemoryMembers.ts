// SPDX-License-Identifier: Apache-2.0
import {
  auditLogPermissions,
  EVERY_PERMISSION,
  type AccessPath,
  type ExplainOptions,
  type Explanation,
  type ListMembersOptions,
  type Member,
  type MemberDetails,
  type MemberPage,
  type OwnAccess,
} from 'backstage-plugin-audit-log-common';
import {
  allAssignments,
  heldBy,
  isAdministrator,
  pathsOf,
  permissionsOf,
} from './accessPaths';
import { named, type Organization, type StoredPerson } from './Organization';
import { page } from './page';
import { found, requirePermission } from './require';

const BY_PROJECT = auditLogPermissions.map(({ name }) => name);

/** The part of the example server that is about people and what they may do. */
export class InMemoryMembers {
  static create(organization: Organization): InMemoryMembers {
    return new InMemoryMembers(organization);
  }

  private constructor(private readonly organization: Organization) {}

  async getOwnAccess(): Promise<OwnAccess> {
    const { me, settings } = this.organization;
    const projects = pathsOf(this.organization, me).flatMap(({ level }) =>
      level.kind === 'project' ? [{ ref: level.project }] : [],
    );
    return {
      ...settings,
      member: named(this.organization, me),
      administrator: isAdministrator(this.organization, me),
      permissions: [...heldBy(this.organization, me)],
      ...(projects.length > 0 ? { projects } : {}),
    };
  }

  async listMembers(options: ListMembersOptions = {}): Promise<MemberPage> {
    requirePermission(this.organization, 'access-control.read');
    const { source, role } = options;
    const members = this.organization.people
      .map(person => this.#member(person))
      .filter(
        member =>
          (!source || member.source === source) &&
          (!role || member.roles.some(one => one.role.ref === `role:${role}`)),
      )
      .sort((a, b) => a.title.localeCompare(b.title));
    return page(members, options, ({ ref, title, email }) => [
      ref,
      title,
      email,
    ]);
  }

  async getMember(ref: string): Promise<MemberDetails> {
    requirePermission(this.organization, 'access-control.read');
    const paths = pathsOf(this.organization, ref);
    const names = new Set(paths.flatMap(path => this.#permissions(path)));
    return {
      ...this.#member(this.#find(ref)),
      assignments: allAssignments(this.organization).filter(
        ({ subject }) => subject.ref === ref,
      ),
      memberships: this.organization.groups.flatMap(group => {
        const membership = group.members.find(one => one.ref === ref);
        return membership
          ? [
              {
                group: named(this.organization, group.ref),
                source: group.source,
                grant: membership.grant,
              },
            ]
          : [];
      }),
      permissions: [...names].map(permission => ({
        permission,
        paths: paths.filter(path =>
          this.#permissions(path).includes(permission),
        ),
      })),
    };
  }

  async explain(options: ExplainOptions): Promise<Explanation> {
    requirePermission(this.organization, 'access-control.read');
    const { member, permission, project, asOf } = options;
    this.#find(member);
    const having = pathsOf(this.organization, member).filter(path => {
      const held = this.#permissions(path);
      const time = path.grant.since ?? '';
      return (
        (held.includes(permission) || held.includes(EVERY_PERMISSION)) &&
        (!asOf || time <= asOf)
      );
    });
    const isHere = ({ level }: AccessPath) =>
      level.kind === 'organization' ||
      (BY_PROJECT.includes(permission) && level.project === project);
    const paths = having.filter(isHere);
    return {
      member: named(this.organization, member),
      permission,
      project: project ? { ref: project } : undefined,
      asOf: asOf ?? new Date().toISOString(),
      allowed: paths.length > 0,
      paths,
      elsewhere: having.filter(
        path => !isHere(path) && BY_PROJECT.includes(permission),
      ),
      remedies: paths.length > 0 || asOf ? [] : this.#remedies(permission),
    };
  }

  #remedies(permission: string): Explanation['remedies'] {
    const roles = this.organization.roles.filter(({ id }) => {
      const held = permissionsOf(this.organization, `role:${id}`);
      return held.includes(permission);
    });
    const refs = roles.map(({ id }) => `role:${id}`);
    const joins = allAssignments(this.organization)
      .filter(
        ({ role, subject }) =>
          refs.includes(role.ref) && subject.ref.startsWith('local-group:'),
      )
      .map(({ role, subject, level }) => ({
        kind: 'join-group' as const,
        role,
        group: subject,
        level,
      }));
    const assigns = refs.map(ref => ({
      kind: 'assign-role' as const,
      role: named(this.organization, ref),
      level: { kind: 'organization' as const },
    }));
    return [...joins, ...assigns, { kind: 'create-role' }];
  }

  #permissions({ role, level }: AccessPath): readonly string[] {
    const held = permissionsOf(this.organization, role.ref);
    if (level.kind === 'organization') {
      return held;
    }
    return held.includes(EVERY_PERMISSION)
      ? BY_PROJECT
      : held.filter(name => BY_PROJECT.includes(name));
  }

  #find(ref: string): StoredPerson {
    return found(
      this.organization.people.find(person => person.ref === ref),
      'member',
    );
  }

  #member(person: StoredPerson): Member {
    const roles = pathsOf(this.organization, person.ref).map(
      ({ role, level }) => ({ role, level }),
    );
    return {
      ...person,
      administrator: isAdministrator(this.organization, person.ref),
      groups: this.organization.groups
        .filter(({ members }) => members.some(({ ref }) => ref === person.ref))
        .map(({ ref }) => named(this.organization, ref)),
      roles: [
        ...new Map(roles.map(role => [JSON.stringify(role), role])).values(),
      ],
    };
  }
}
