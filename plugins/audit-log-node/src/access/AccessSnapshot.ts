// SPDX-License-Identifier: Apache-2.0

/** A role at a level. @public */
export interface SnapshotGrant {
  /** Index in `roles`. */
  readonly role: number;
  /** Entity reference of the project it is given for; absent for the whole organization. */
  readonly project?: string;
}

/**
 * Everything that is needed to decide who may what, compiled so that a decision is a look-up: inheritance through groups
 * is worked out already. It is plain JSON, so that it can be sent to another process.
 *
 * @public
 */
export interface AccessSnapshot {
  /** Changes with every change of roles, groups, members or the catalog; two snapshots of one version are the same. */
  readonly version: string;
  /** What each role comes to: names of permissions, bundles taken apart, `*` for every permission there is. */
  readonly roles: readonly (readonly string[])[];
  /** Indices in `grants`, of everyone whom the catalog knows, by entity reference of the person. */
  readonly people: Readonly<Record<string, readonly number[]>>;
  /**
   * For people whom the catalog does not know: indices in `grants`, by what their sign-in says of them. Of a group it is
   * what its members have through it, that of the groups above it included; of a person what is theirs.
   */
  readonly claims: Readonly<Record<string, readonly number[]>>;
  readonly grants: readonly SnapshotGrant[];
}
