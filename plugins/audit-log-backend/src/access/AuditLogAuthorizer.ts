// SPDX-License-Identifier: Apache-2.0
import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { PermissionRuleset } from '@backstage/plugin-permission-node';
import {
  auditLogExportPermission,
  auditLogReadPermission,
} from 'backstage-plugin-audit-log-common';
import {
  intersectScopes,
  type ReadScope,
  type ScopeCriteria,
} from '../query/ReadScope';
import { decideByRoles, type DecideByRolesOptions } from './decideByRoles';
import { refusedByPolicy } from './refusedByPolicy';
import { scopeOfConditions } from './scopeOfConditions';

export interface AuditLogAuthorizerOptions extends DecideByRolesOptions {
  readonly permissions: PermissionsService;
  readonly ruleset: PermissionRuleset<any, ScopeCriteria>;
}

/**
 * The one place that decides who reads what. Each call decides anew, so that a change of roles or membership takes
 * effect at the next request.
 *
 * People need the permission framework's consent and, in mode `roles`, a role that holds the permission; what they may
 * read is what both leave. Services are decided by the framework from the `accessRestrictions` of their token. When
 * either cannot be asked, the request fails.
 */
export class AuditLogAuthorizer {
  static create(options: AuditLogAuthorizerOptions): AuditLogAuthorizer {
    return new AuditLogAuthorizer(options);
  }

  private constructor(private readonly options: AuditLogAuthorizerOptions) {}

  /** What these credentials may read; throws a NotAllowedError when that is nothing. */
  async authorizeReading(
    credentials: BackstageCredentials,
  ): Promise<ReadScope> {
    const byRoles = await this.scopeOfRoles(credentials, [
      auditLogReadPermission,
    ]);
    return intersectScopes(byRoles, await this.scopeOfPolicy(credentials));
  }

  /** As `authorizeReading`, for taking events out as a file: those that they may both read and take out. */
  async authorizeExport(credentials: BackstageCredentials): Promise<ReadScope> {
    const byRoles = await this.scopeOfRoles(credentials, [
      auditLogReadPermission,
      auditLogExportPermission,
    ]);
    const byPolicy = await this.scopeOfPolicy(credentials);
    const [decision] = await this.options.permissions.authorize(
      [{ permission: auditLogExportPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw refusedByPolicy(auditLogExportPermission.name);
    }
    return intersectScopes(byRoles, byPolicy);
  }

  /** For what is not about single events; throws a NotAllowedError unless they may do it for the whole organization. */
  async authorizeOrganization(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    const { permissions } = this.options;
    const [given] = await decideByRoles(
      credentials,
      [permission],
      this.options,
    );
    if (given.kind !== 'organization') {
      throw new NotAllowedError(
        `This needs ${permission.name} for the whole organization`,
      );
    }
    const [decision] = await permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw refusedByPolicy(permission.name);
    }
  }

  private async scopeOfRoles(
    credentials: BackstageCredentials,
    permissions: readonly Permission[],
  ): Promise<ReadScope> {
    const given = await decideByRoles(credentials, permissions, this.options);
    return intersectScopes(
      ...given.map(
        (decision): ReadScope =>
          decision.kind === 'organization'
            ? { kind: 'everything' }
            : { kind: 'matching', criteria: { projects: decision.projects } },
      ),
    );
  }

  private async scopeOfPolicy(
    credentials: BackstageCredentials,
  ): Promise<ReadScope> {
    const { permissions, ruleset } = this.options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: auditLogReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return { kind: 'everything' };
      case AuthorizeResult.CONDITIONAL:
        return scopeOfConditions(decision.conditions, ruleset);
      default:
        throw refusedByPolicy(auditLogReadPermission.name);
    }
  }
}
