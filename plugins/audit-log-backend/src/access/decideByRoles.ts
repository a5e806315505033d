// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import {
  accessPrincipalOf,
  type AccessDecider,
  type AccessDecision,
} from 'backstage-plugin-audit-log-node';
import type { AuthorizationMode } from './readAuthorizationMode';

/** Gives the stored roles as they are at this moment, with every change made on any replica; rejects when it cannot. */
export interface FreshAccess {
  fresh(): Promise<AccessDecider>;
}

export interface DecideByRolesOptions {
  readonly auth: AuthService;
  readonly userInfo: UserInfoService;
  readonly access: FreshAccess;
  readonly mode: AuthorizationMode;
}

type Named = Pick<BasicPermission, 'name'>;
type Given = Extract<AccessDecision, { kind: 'organization' | 'projects' }>;

const NO_LIMIT: Given = { kind: 'organization' };

/**
 * What stored roles leave of each of these permissions; throws a NotAllowedError when one of them is not given at all.
 *
 * Roles are about people: services are decided by the permission framework alone, and so is everyone in mode `framework`.
 */
export async function decideByRoles(
  credentials: BackstageCredentials,
  permissions: readonly Named[],
  { auth, userInfo, access, mode }: DecideByRolesOptions,
): Promise<readonly Given[]> {
  if (auth.isPrincipal(credentials, 'service')) {
    return permissions.map(() => NO_LIMIT);
  }
  if (!auth.isPrincipal(credentials, 'user')) {
    throw new NotAllowedError('The audit log needs a signed-in user');
  }
  if (mode === 'framework') {
    return permissions.map(() => NO_LIMIT);
  }
  const decider = await access.fresh();
  const person = await accessPrincipalOf(credentials, { decider, userInfo });
  return permissions.map(permission => {
    const decision = decider.decide(person, permission.name);
    if (decision.kind === 'organization' || decision.kind === 'projects') {
      return decision;
    }
    throw notGiven(permission);
  });
}

function notGiven({ name }: Named): NotAllowedError {
  return new NotAllowedError(
    `This needs a role that holds ${name}; an organization administrator can give you one in Access Control. Who administers the organization is in auditLog.administrators of the configuration`,
  );
}
