// SPDX-License-Identifier: Apache-2.0
import type {
  Group,
  GroupDetails,
  GroupInput,
  GroupMember,
  GroupMemberPage,
  GroupPage,
  ListGroupsOptions,
  ListOptions,
} from 'backstage-plugin-audit-log-common';
import { refusal } from '../refusal';
import { allAssignments, groupAndAbove, permissionsOf } from './accessPaths';
import {
  grantedNow,
  named,
  type Organization,
  type StoredGroup,
} from './Organization';
import { page } from './page';
import {
  found,
  keepAnAdministrator,
  requireHeld,
  requireName,
  requirePermission,
  requireVersion,
} from './require';

/** The part of the example server that is about groups and their members. */
export class InMemoryGroups {
  static create(organization: Organization): InMemoryGroups {
    return new InMemoryGroups(organization);
  }

  private constructor(private readonly organization: Organization) {}

  async listGroups(options: ListGroupsOptions = {}): Promise<GroupPage> {
    requirePermission(this.organization, 'access-control.read');
    const { source, role } = options;
    const groups = this.organization.groups
      .map(group => this.#group(group))
      .filter(
        group =>
          (!source || group.source === source) &&
          (!role || group.roles.some(one => one.role.ref === `role:${role}`)),
      )
      .sort((a, b) => a.title.localeCompare(b.title));
    return page(groups, options, ({ ref, title, description }) => [
      ref,
      title,
      description,
    ]);
  }

  async getGroup(ref: string): Promise<GroupDetails> {
    requirePermission(this.organization, 'access-control.read');
    return this.#details(this.#find(ref));
  }

  async listGroupMembers(
    ref: string,
    options: ListOptions = {},
  ): Promise<GroupMemberPage> {
    requirePermission(this.organization, 'access-control.read');
    return page(
      this.#members(this.#find(ref)),
      options,
      ({ ref: member, title, email }) => [member, title, email],
    );
  }

  async createGroup(input: GroupInput): Promise<GroupDetails> {
    this.#check(input);
    const group: StoredGroup = {
      ref: `local-group:${crypto.randomUUID()}`,
      source: 'local',
      title: input.name.trim(),
      description: input.description ?? '',
      members: [],
      version: 1,
    };
    this.organization.groups = [...this.organization.groups, group];
    return this.#details(group);
  }

  async updateGroup(
    ref: string,
    version: number,
    input: GroupInput,
  ): Promise<GroupDetails> {
    const group = this.#local(ref);
    this.#check(input, ref);
    requireVersion(group.version ?? 1, version);
    return this.#replace({
      ...group,
      title: input.name.trim(),
      description: input.description ?? '',
      version: version + 1,
    });
  }

  async deleteGroup(ref: string, version: number): Promise<void> {
    const group = this.#local(ref);
    requireVersion(group.version ?? 1, version);
    keepAnAdministrator(this.organization, () => {
      this.organization.groups = this.organization.groups.filter(
        other => other.ref !== ref,
      );
      this.organization.assignments = this.organization.assignments.filter(
        ({ subject }) => subject.ref !== ref,
      );
    });
  }

  async addGroupMembers(
    ref: string,
    members: readonly string[],
  ): Promise<GroupDetails> {
    const group = this.#local(ref);
    requireHeld(
      this.organization,
      this.#details(group).roles.flatMap(({ role }) =>
        permissionsOf(this.organization, role.ref),
      ),
    );
    const added = members
      .filter(member => !group.members.some(one => one.ref === member))
      .map(member => ({ ref: member, grant: grantedNow(this.organization) }));
    return this.#replace({ ...group, members: [...group.members, ...added] });
  }

  async removeGroupMember(ref: string, member: string): Promise<void> {
    const group = this.#local(ref);
    found(
      group.members.find(one => one.ref === member),
      'member',
    );
    keepAnAdministrator(this.organization, () => {
      this.#replace({
        ...group,
        members: group.members.filter(one => one.ref !== member),
      });
    });
  }

  #find(ref: string): StoredGroup {
    return found(
      this.organization.groups.find(group => group.ref === ref),
      'group',
    );
  }

  #local(ref: string): StoredGroup {
    requirePermission(this.organization, 'access-control.manage');
    const group = this.#find(ref);
    if (group.source === 'catalog') {
      throw refusal(
        409,
        'This group comes from the catalog. Change it where the catalog has it from.',
      );
    }
    return group;
  }

  #check({ name }: GroupInput, ref?: string): void {
    requirePermission(this.organization, 'access-control.manage');
    const taken = this.organization.groups.some(
      other =>
        other.source === 'local' &&
        other.ref !== ref &&
        other.title.toLocaleLowerCase() === name.trim().toLocaleLowerCase(),
    );
    requireName(name, taken, 'local group');
  }

  #replace(group: StoredGroup): GroupDetails {
    this.organization.groups = this.organization.groups.map(other =>
      other.ref === group.ref ? group : other,
    );
    return this.#details(group);
  }

  #below(ref: string): readonly StoredGroup[] {
    return this.organization.groups.filter(
      group =>
        group.ref !== ref &&
        groupAndAbove(this.organization, group.ref).some(
          above => above.ref === ref,
        ),
    );
  }

  #members(group: StoredGroup): readonly GroupMember[] {
    const members = new Map<string, GroupMember>();
    for (const part of [group, ...this.#below(group.ref)]) {
      for (const { ref, grant } of part.members) {
        const person = this.organization.people.find(one => one.ref === ref);
        if (person && !members.has(ref)) {
          const { title, email } = person;
          members.set(ref, {
            ref,
            title,
            email,
            direct: part === group,
            via:
              part === group ? undefined : named(this.organization, part.ref),
            grant,
          });
        }
      }
    }
    return [...members.values()].sort((a, b) => a.title.localeCompare(b.title));
  }

  #group(group: StoredGroup): Group {
    const { ref, title, description, source, parent, version } = group;
    return {
      ref,
      title,
      description,
      source,
      version,
      parent: parent ? named(this.organization, parent) : undefined,
      memberCount: this.#members(group).length,
      roles: allAssignments(this.organization)
        .filter(({ subject }) => subject.ref === ref)
        .map(({ role, level }) => ({ role, level })),
    };
  }

  #details(group: StoredGroup): GroupDetails {
    const assignments = allAssignments(this.organization);
    const above = groupAndAbove(this.organization, group.ref).slice(1);
    return {
      ...this.#group(group),
      assignments: assignments.filter(
        ({ subject }) => subject.ref === group.ref,
      ),
      inherited: assignments.filter(({ subject }) =>
        above.some(({ ref }) => ref === subject.ref),
      ),
      children: this.organization.groups
        .filter(({ parent }) => parent === group.ref)
        .map(({ ref }) => named(this.organization, ref)),
    };
  }
}
