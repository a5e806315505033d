// SPDX-License-Identifier: Apache-2.0
import {
  EVERY_PERMISSION,
  type Assignment,
  type AssignRolesRequest,
  type ListOptions,
  type PermissionList,
  type Role,
  type RoleDetails,
  type RoleInput,
  type RolePage,
} from 'backstage-plugin-audit-log-common';
import { refusal } from '../refusal';
import { allAssignments } from './accessPaths';
import {
  grantedNow,
  named,
  type Organization,
  type StoredRole,
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

/** The part of the example server that is about roles and who has them. */
export class InMemoryRoles {
  static create(organization: Organization): InMemoryRoles {
    return new InMemoryRoles(organization);
  }

  private constructor(private readonly organization: Organization) {}

  async listPermissions(): Promise<PermissionList> {
    requirePermission(this.organization, 'access-control.read');
    return this.organization.permissions;
  }

  async listRoles(options: ListOptions = {}): Promise<RolePage> {
    requirePermission(this.organization, 'access-control.read');
    const sorted = [...this.organization.roles].sort(
      (a, b) =>
        Number(b.builtIn) - Number(a.builtIn) || a.name.localeCompare(b.name),
    );
    const roles = page(sorted, options, ({ name, description }) => [
      name,
      description,
    ]);
    return { ...roles, items: roles.items.map(role => this.#withUsage(role)) };
  }

  async getRole(id: string): Promise<RoleDetails> {
    requirePermission(this.organization, 'access-control.read');
    return this.#details(this.#find(id));
  }

  async createRole(input: RoleInput): Promise<RoleDetails> {
    this.#check(input);
    requireHeld(this.organization, input.permissions);
    const role = { id: crypto.randomUUID(), ...this.#fields(input, 1) };
    this.organization.roles = [...this.organization.roles, role];
    return this.#details(role);
  }

  async updateRole(
    id: string,
    version: number,
    input: RoleInput,
  ): Promise<RoleDetails> {
    const role = this.#find(id);
    this.#check(input, id);
    this.#requireOwn(role);
    requireVersion(role.version, version);
    requireHeld(
      this.organization,
      input.permissions.filter(name => !role.permissions.includes(name)),
    );
    const changed = { id, ...this.#fields(input, version + 1) };
    this.organization.roles = this.organization.roles.map(other =>
      other.id === id ? changed : other,
    );
    return this.#details(changed);
  }

  async deleteRole(
    id: string,
    version: number,
    options: { readonly unassign?: boolean } = {},
  ): Promise<void> {
    requirePermission(this.organization, 'access-control.manage');
    const role = this.#find(id);
    this.#requireOwn(role);
    requireVersion(role.version, version);
    const { assignments } = this.#details(role);
    if (assignments.length > 0 && !options.unassign) {
      throw refusal(409, `The role is given to ${assignments.length} subjects`);
    }
    keepAnAdministrator(this.organization, () => {
      this.organization.roles = this.organization.roles.filter(
        other => other.id !== id,
      );
      this.organization.assignments = this.organization.assignments.filter(
        ({ role: { ref } }) => ref !== `role:${id}`,
      );
    });
  }

  async assignRoles(request: AssignRolesRequest): Promise<Assignment[]> {
    requirePermission(this.organization, 'access-control.manage');
    const roles = request.roles.map(id => this.#find(id));
    requireHeld(
      this.organization,
      roles.flatMap(({ permissions }) => permissions),
    );
    const key = (one: Pick<Assignment, 'role' | 'subject' | 'level'>) =>
      JSON.stringify([one.role.ref, one.subject.ref, one.level]);
    const wanted = request.subjects.flatMap(subject =>
      roles.map(({ id }) => ({
        id: crypto.randomUUID(),
        role: { ref: `role:${id}` },
        subject: { ref: subject },
        level: request.level,
        grant: grantedNow(this.organization),
      })),
    );
    const there = new Set(this.organization.assignments.map(key));
    this.organization.assignments = [
      ...this.organization.assignments,
      ...wanted.filter(one => !there.has(key(one))),
    ];
    const keys = new Set(wanted.map(key));
    return allAssignments(this.organization).filter(one => keys.has(key(one)));
  }

  async unassignRole(id: string): Promise<void> {
    requirePermission(this.organization, 'access-control.manage');
    found(
      this.organization.assignments.find(one => one.id === id),
      'assignment',
    );
    keepAnAdministrator(this.organization, () => {
      this.organization.assignments = this.organization.assignments.filter(
        one => one.id !== id,
      );
    });
  }

  #find(id: string): StoredRole {
    return found(
      this.organization.roles.find(role => role.id === id),
      'role',
    );
  }

  #check({ name, permissions }: RoleInput, id?: string): void {
    requirePermission(this.organization, 'access-control.manage');
    const taken = this.organization.roles.some(
      other =>
        other.id !== id &&
        other.name.toLocaleLowerCase() === name.trim().toLocaleLowerCase(),
    );
    requireName(name, taken, 'role');
    if (permissions.length === 0 || permissions.includes(EVERY_PERMISSION)) {
      throw refusal(400, 'permissions: name at least one, and none by *');
    }
  }

  #requireOwn(role: StoredRole): void {
    if (role.builtIn) {
      throw refusal(409, 'A built-in role cannot be changed. Duplicate it.');
    }
  }

  #fields({ name, description = '', permissions }: RoleInput, version: number) {
    return {
      name: name.trim(),
      description,
      permissions,
      builtIn: false,
      version,
      updatedAt: new Date().toISOString(),
      updatedBy: named(this.organization, this.organization.me),
    };
  }

  #withUsage(role: StoredRole): Role {
    const subjects = allAssignments(this.organization)
      .filter(({ role: { ref } }) => ref === `role:${role.id}`)
      .map(({ subject }) => subject.ref);
    const people = subjects.filter(ref => ref.startsWith('user:'));
    const offers = this.organization.invitations.filter(
      ({ status, roles }) =>
        status === 'pending' &&
        roles.some(({ ref }) => ref === `role:${role.id}`),
    );
    return {
      ...role,
      usage: {
        groups: new Set(subjects).size - new Set(people).size,
        members: new Set(people).size,
        invitations: offers.length,
      },
    };
  }

  #details(role: StoredRole): RoleDetails {
    return {
      ...this.#withUsage(role),
      assignments: allAssignments(this.organization).filter(
        one => one.role.ref === `role:${role.id}`,
      ),
    };
  }
}
