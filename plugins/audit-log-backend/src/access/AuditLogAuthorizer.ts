// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { PermissionRuleset } from '@backstage/plugin-permission-node';
import {
  auditLogExportPermission,
  auditLogReadPermission,
} from 'backstage-plugin-audit-log-common';
import type { ReadScope, ScopeCriteria } from '../query/ReadScope';
import type { Administrators } from './Administrators';
import type { AuthorizationMode } from './readAuthorizationMode';
import { scopeOfConditions } from './scopeOfConditions';

export interface AuditLogAuthorizerOptions {
  readonly auth: AuthService;
  readonly permissions: PermissionsService;
  readonly userInfo: UserInfoService;
  readonly ruleset: PermissionRuleset<any, ScopeCriteria>;
  readonly administrators: Administrators;
  readonly mode: AuthorizationMode;
}

/**
 * The one place that decides who reads what. Each call decides anew, so that a change of roles or membership takes
 * effect at the next request.
 *
 * People need the permission framework's consent and, in mode `administrators`, to be one. Services are decided by the
 * framework from the `accessRestrictions` of their token.
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
    await this.requireAdministrator(credentials);
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
        throw refused(auditLogReadPermission.name);
    }
  }

  /** As `authorizeReading`, for taking events out as a file. */
  async authorizeExport(credentials: BackstageCredentials): Promise<ReadScope> {
    const scope = await this.authorizeReading(credentials);
    const [decision] = await this.options.permissions.authorize(
      [{ permission: auditLogExportPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw refused(auditLogExportPermission.name);
    }
    return scope;
  }

  private async requireAdministrator(
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { auth, userInfo, administrators, mode } = this.options;
    if (auth.isPrincipal(credentials, 'service')) {
      return;
    }
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError('The audit log needs a signed-in user');
    }
    if (mode === 'framework') {
      return;
    }
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    if (!administrators.include(ownershipEntityRefs)) {
      throw new NotAllowedError(
        'Only organization administrators may read the audit log; they are named in auditLog.administrators of the configuration',
      );
    }
  }
}

function refused(permission: string): NotAllowedError {
  return new NotAllowedError(
    `This needs the permission ${permission}; ask an organization administrator for it`,
  );
}
