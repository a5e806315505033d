// SPDX-License-Identifier: Apache-2.0
import {
  ADMINISTRATOR_ROLE_ID,
  BUILT_IN_ROLES,
  EVERY_PERMISSION,
  expandPermissions,
} from 'backstage-plugin-audit-log-common';
import type { Directory } from './Directory';
import type {
  AccessFacts,
  Edge,
  LocalGroup,
  RoleAssignment,
  StoredRole,
} from './facts';
import { groupBy } from './groupBy';

const NO_EDGES: readonly Edge[] = [];
const NO_ASSIGNMENTS: readonly RoleAssignment[] = [];

const BUILT_IN: readonly StoredRole[] = BUILT_IN_ROLES.map(role => ({
  ...role,
  builtIn: true,
  version: 1,
  origin: {},
}));

/** One way in which somebody has a role. */
export interface RolePath {
  readonly assignment: RoleAssignment;
  /** From the group they are directly in to the one that has the role; empty when the role is their own. */
  readonly via: readonly string[];
  /** How they are in the first group. */
  readonly membership?: Edge;
}

export interface AccessModelOptions {
  /** Two models of one version are the same. */
  readonly version: string;
  readonly facts: AccessFacts;
  readonly directory: Directory;
}

/**
 * Who has which role, at one moment. It never changes; a later state is another model. It answers from memory, in time
 * that grows with what is asked about and not with the organization, unless a method says otherwise.
 */
export class AccessModel {
  static create(options: AccessModelOptions): AccessModel {
    return new AccessModel(options);
  }

  readonly version: string;
  readonly directory: Directory;
  readonly roles: ReadonlyMap<string, StoredRole>;
  readonly localGroups: ReadonlyMap<string, LocalGroup>;
  readonly assignments: ReadonlyMap<string, RoleAssignment>;
  readonly #bySubject: ReadonlyMap<string, readonly RoleAssignment[]>;
  readonly #byRole: ReadonlyMap<string, readonly RoleAssignment[]>;
  readonly #localAbove: ReadonlyMap<string, readonly Edge[]>;
  readonly #localBelow: ReadonlyMap<string, readonly Edge[]>;
  readonly #held: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #memberCounts = new Map<string, number>();

  private constructor({ version, facts, directory }: AccessModelOptions) {
    this.version = version;
    this.directory = directory;
    this.roles = new Map(
      [...BUILT_IN, ...facts.roles].map(role => [role.id, role]),
    );
    this.localGroups = new Map(facts.groups.map(group => [group.ref, group]));
    // One of a role that is gone gives nothing.
    const assignments = facts.assignments.filter(({ role }) =>
      this.roles.has(role),
    );
    this.assignments = new Map(assignments.map(one => [one.id, one]));
    this.#bySubject = groupBy(assignments, ({ subject }) => subject);
    this.#byRole = groupBy(assignments, ({ role }) => role);
    this.#localAbove = groupBy(facts.memberships, ({ child }) => child);
    this.#localBelow = groupBy(facts.memberships, ({ group }) => group);
    this.#held = new Map(
      [...this.roles.values()].map(({ id, permissions }) => [
        id,
        new Set(expandPermissions(permissions)),
      ]),
    );
  }

  assignmentsOfSubject(ref: string): readonly RoleAssignment[] {
    return this.#bySubject.get(ref) ?? NO_ASSIGNMENTS;
  }

  assignmentsOfRole(role: string): readonly RoleAssignment[] {
    return this.#byRole.get(role) ?? NO_ASSIGNMENTS;
  }

  /** Every reference that has a role of its own. */
  subjects(): Iterable<string> {
    return this.#bySubject.keys();
  }

  /** People with a local membership, whether the catalog knows them or not. */
  localMembers(): Iterable<string> {
    return this.#localAbove.keys();
  }

  /** What a role comes to: names of permissions, bundles taken apart. */
  permissionsOfRole(role: string): ReadonlySet<string> {
    return this.#held.get(role) ?? new Set();
  }

  /** The groups, of the catalog and local, that a person or group is directly in. */
  above(ref: string): readonly Edge[] {
    const local = this.#localAbove.get(ref) ?? NO_EDGES;
    return local.length === 0
      ? this.directory.above(ref)
      : [...this.directory.above(ref), ...local];
  }

  /** Who and which groups are directly in a group. */
  below(group: string): readonly Edge[] {
    return this.localGroups.has(group)
      ? this.#localBelow.get(group) ?? NO_EDGES
      : this.directory.below(group);
  }

  /**
   * Every way from a person or group up to the groups above, each group once by its shortest way, nearest first; the
   * hierarchy of a catalog may run in circles.
   */
  chains(
    ref: string,
  ): readonly { readonly via: readonly string[]; readonly membership: Edge }[] {
    const chains: { via: readonly string[]; membership: Edge }[] = [];
    const seen = new Set([ref]);
    let frontier = this.above(ref).map(edge => ({
      via: [edge.group] as readonly string[],
      membership: edge,
    }));
    while (frontier.length > 0) {
      const fresh = frontier.filter(({ via }) => {
        const group = via[via.length - 1];
        return !seen.has(group) && seen.add(group);
      });
      chains.push(...fresh);
      frontier = fresh.flatMap(({ via, membership }) =>
        this.directory
          .above(via[via.length - 1])
          .map(({ group }) => ({ via: [...via, group], membership })),
      );
    }
    return chains;
  }

  /** Every way in which a person or group has a role. */
  rolePaths(ref: string): readonly RolePath[] {
    const own = this.assignmentsOfSubject(ref).map(assignment => ({
      assignment,
      via: [],
    }));
    const inherited = this.chains(ref).flatMap(({ via, membership }) =>
      this.assignmentsOfSubject(via[via.length - 1]).map(assignment => ({
        assignment,
        via,
        membership,
      })),
    );
    return [...own, ...inherited];
  }

  /** Everyone in a group, through the groups below it as well; grows with their number. */
  membersOf(group: string): ReadonlySet<string> {
    const members = new Set<string>();
    const seen = new Set([group]);
    const waiting = [group];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      for (const { child } of this.below(next)) {
        if (!isGroup(child)) {
          members.add(child);
        } else if (!seen.has(child)) {
          seen.add(child);
          waiting.push(child);
        }
      }
    }
    return members;
  }

  /** How many are in a group, as `membersOf` has them; worked out once. */
  memberCount(group: string): number {
    let count = this.#memberCounts.get(group);
    if (count === undefined) {
      count = this.membersOf(group).size;
      this.#memberCounts.set(group, count);
    }
    return count;
  }

  /** Whether a role holds a permission. */
  gives(role: string, permission: string): boolean {
    const held = this.permissionsOfRole(role);
    return held.has(permission) || held.has(EVERY_PERMISSION);
  }

  /**
   * Everyone who administers the organization, by the configuration or by the built-in role; grows with their number.
   * Whom the catalog does not know counts when they are named themselves.
   */
  administrators(): ReadonlySet<string> {
    const administrators = new Set<string>();
    for (const { subject, project } of this.assignmentsOfRole(
      ADMINISTRATOR_ROLE_ID,
    )) {
      if (project === undefined) {
        const people = isGroup(subject) ? this.membersOf(subject) : [subject];
        people.forEach(person => administrators.add(person));
      }
    }
    return administrators;
  }
}

/** Whether a reference is that of a group, of the catalog or a local one. */
export function isGroup(ref: string): boolean {
  return ref.startsWith('group:') || ref.startsWith('local-group:');
}
