// SPDX-License-Identifier: Apache-2.0
import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  accessControlManagePermission,
  accessControlReadPermission,
} from 'backstage-plugin-audit-log-common';
import { accessPrincipalOf } from 'backstage-plugin-audit-log-node';
import { decideByRoles, type DecideByRolesOptions } from './decideByRoles';
import { type Granter, granterByPolicy, granterByRoles } from './Granter';
import { refusedByPolicy } from './refusedByPolicy';

export interface AccessAuthorizerOptions extends DecideByRolesOptions {
  readonly permissions: PermissionsService;
}

const PERMISSIONS = {
  read: accessControlReadPermission,
  manage: accessControlManagePermission,
};

/**
 * Decides who sees and who changes roles, groups, members, invitations and keys, as `AuditLogAuthorizer` does for events. What
 * of it they can give to others, the granter says whom they are resolved to.
 */
export class AccessAuthorizer {
  static create(options: AccessAuthorizerOptions): AccessAuthorizer {
    return new AccessAuthorizer(options);
  }

  private constructor(private readonly options: AccessAuthorizerOptions) {}

  /** Who it is, when they may. Throws a NotAllowedError when not. */
  async authorizeAccess(
    credentials: BackstageCredentials,
    action: keyof typeof PERMISSIONS,
  ): Promise<Granter> {
    const { permissions } = this.options;
    const permission = PERMISSIONS[action];
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
    return this.granterOf(credentials);
  }

  private async granterOf(credentials: BackstageCredentials): Promise<Granter> {
    const { access, auth, mode, userInfo } = this.options;
    if (auth.isPrincipal(credentials, 'service')) {
      return granterByPolicy(credentials.principal.subject);
    }
    const decider = await access.fresh();
    const person = await accessPrincipalOf(credentials, { decider, userInfo });
    if (!person) {
      throw new NotAllowedError('Access control needs a user or a service');
    }
    return mode === 'framework'
      ? granterByPolicy(person.userEntityRef, person)
      : granterByRoles(person);
  }
}
