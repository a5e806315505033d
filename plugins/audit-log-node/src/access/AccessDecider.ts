// SPDX-License-Identifier: Apache-2.0
import {
  auditLogPermissions,
  EVERY_PERMISSION,
} from 'backstage-plugin-audit-log-common';
import type { AccessSnapshot } from './AccessSnapshot';
import { isGoverned } from './isGoverned';

/** Who asks, and what the sign-in said of them. @public */
export interface AccessPrincipal {
  readonly userEntityRef: string;
  /** As Backstage's `BackstageUserInfo` has them; counted only for people whom the catalog does not know. */
  readonly ownershipEntityRefs: readonly string[];
}

/**
 * What stored roles say of a person and a permission.
 *
 * - `organization`: they have it without limits.
 * - `projects`: they have it for the events of these projects, and of no others.
 * - `none`: roles mention it or govern it, and they have none of these.
 * - `unmentioned`: no role says anything about it, and it is for others to decide.
 *
 * @public
 */
export type AccessDecision =
  | { readonly kind: 'organization' }
  | { readonly kind: 'projects'; readonly projects: readonly string[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unmentioned' };

const ORGANIZATION: AccessDecision = { kind: 'organization' };
const NONE: AccessDecision = { kind: 'none' };
const UNMENTIONED: AccessDecision = { kind: 'unmentioned' };

/** The permissions that mean something for a single project; others are given for the organization or not at all. */
const BY_PROJECT: ReadonlySet<string> = new Set(
  auditLogPermissions.map(({ name }) => name),
);

/**
 * Decides from one snapshot. Built once for each, it answers without any I/O, in time that does not grow with the number
 * of people, groups and roles.
 *
 * @public
 */
export class AccessDecider {
  static create(snapshot: AccessSnapshot): AccessDecider {
    return new AccessDecider(snapshot);
  }

  readonly #snapshot: AccessSnapshot;
  readonly #roles: readonly ReadonlySet<string>[];
  readonly #mentioned: ReadonlySet<string>;
  readonly #people: ReadonlyMap<string, readonly number[]>;
  readonly #claims: ReadonlyMap<string, readonly number[]>;

  private constructor(snapshot: AccessSnapshot) {
    this.#snapshot = snapshot;
    this.#roles = snapshot.roles.map(permissions => new Set(permissions));
    this.#mentioned = new Set(snapshot.roles.flat());
    // Maps, since a person's name may be __proto__.
    this.#people = new Map(Object.entries(snapshot.people));
    this.#claims = new Map(Object.entries(snapshot.claims));
  }

  get version(): string {
    return this.#snapshot.version;
  }

  /** Whether the catalog knows a person: what their sign-in said of them does not count then. */
  knows(userEntityRef: string): boolean {
    return this.#people.has(normal(userEntityRef));
  }

  /** What the stored roles say of a person, or of nobody in particular. The permission is known by its name. */
  decide(
    principal: AccessPrincipal | undefined,
    permission: string,
  ): AccessDecision {
    const projects = new Set<string>();
    for (const index of principal ? this.#grantsOf(principal) : []) {
      const { role, project } = this.#snapshot.grants[index];
      const held = this.#roles[role];
      if (held.has(permission) || held.has(EVERY_PERMISSION)) {
        if (project === undefined) {
          return ORGANIZATION;
        }
        projects.add(project);
      }
    }
    if (projects.size > 0 && BY_PROJECT.has(permission)) {
      return { kind: 'projects', projects: [...projects] };
    }
    return isGoverned(permission) || this.#mentioned.has(permission)
      ? NONE
      : UNMENTIONED;
  }

  #grantsOf(principal: AccessPrincipal): readonly number[] {
    const user = normal(principal.userEntityRef);
    const known = this.#people.get(user);
    if (known) {
      return known;
    }
    const claims = new Set([
      user,
      ...principal.ownershipEntityRefs.map(normal),
    ]);
    return [...claims].flatMap(claim => this.#claims.get(claim) ?? []);
  }
}

/** References that are the same in lower case, as nearly all are; to find that out takes a tenth of changing the case. */
const IN_LOWER_CASE = /^[a-z0-9:/._-]*$/;

/** Entity references are compared whatever their case. */
function normal(ref: string): string {
  return IN_LOWER_CASE.test(ref) ? ref : ref.toLocaleLowerCase('en-US');
}
