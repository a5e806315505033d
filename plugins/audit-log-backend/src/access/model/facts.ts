// SPDX-License-Identifier: Apache-2.0

/** Since when something holds, and by whom; times are epoch milliseconds. */
export interface Origin {
  /** Absent where it is not known. */
  readonly since?: number;
  /** Reference of a person or service; absent where the catalog or the configuration said so. */
  readonly by?: string;
  /** The operation of the audit log that did it. */
  readonly operationId?: string;
}

/** Someone whom the catalog knows. */
export interface Person {
  readonly ref: string;
  readonly title: string;
  readonly email?: string;
  readonly source: 'catalog' | 'invitation';
  readonly knownSince: number;
}

/** A group of the catalog. */
export interface CatalogGroup {
  readonly ref: string;
  readonly title: string;
  readonly description: string;
}

/** That a person is a member, or a group a part, of a group. */
export interface Edge {
  /** Of a person or a group. */
  readonly child: string;
  readonly group: string;
  readonly origin: Origin;
}

/** What the catalog says of people and groups. */
export interface DirectoryFacts {
  readonly people: readonly Person[];
  readonly groups: readonly CatalogGroup[];
  readonly edges: readonly Edge[];
}

export interface StoredRole {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Names of permissions and of bundles. */
  readonly permissions: readonly string[];
  readonly builtIn: boolean;
  readonly version: number;
  /** Of this version. */
  readonly origin: Origin;
}

export interface LocalGroup {
  readonly ref: string;
  readonly title: string;
  readonly description: string;
  readonly version: number;
  /** Of this version. */
  readonly origin: Origin;
}

/** That a group or person has a role. */
export interface RoleAssignment {
  readonly id: string;
  readonly role: string;
  /** Of a group or a person. */
  readonly subject: string;
  /** Absent for the whole organization. */
  readonly project?: string;
  /** By the configuration. */
  readonly fixed: boolean;
  readonly origin: Origin;
}

/** What access control keeps itself. */
export interface AccessFacts {
  /** Without the built-in ones. */
  readonly roles: readonly StoredRole[];
  readonly groups: readonly LocalGroup[];
  readonly memberships: readonly Edge[];
  readonly assignments: readonly RoleAssignment[];
}
