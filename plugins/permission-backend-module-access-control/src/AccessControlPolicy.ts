// SPDX-License-Identifier: Apache-2.0
import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  auditLogReadPermission,
  projectEventsDecision,
  RESOURCE_TYPE_AUDIT_EVENT,
} from 'backstage-plugin-audit-log-common';
import {
  accessPrincipalOf,
  type AccessResolver,
} from 'backstage-plugin-audit-log-node';

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

/** What becomes of permissions that no role mentions: the same for everyone, or as another policy says. @public */
export type AccessControlFallback = 'deny' | 'allow' | PermissionPolicy;

/** @public */
export interface AccessControlPolicyOptions {
  /** From `accessResolverServiceRef` of `backstage-plugin-audit-log-node`. */
  readonly access: AccessResolver;
  readonly userInfo: UserInfoService;
  readonly fallback: AccessControlFallback;
}

/**
 * Decides from the roles of Access Control, for every plugin's permissions.
 *
 * It decides from memory. Only of people whom the catalog does not know it asks what their sign-in said of them, which
 * Backstage keeps for a few seconds.
 *
 * @public
 */
export class AccessControlPolicy implements PermissionPolicy {
  static create(options: AccessControlPolicyOptions): AccessControlPolicy {
    return new AccessControlPolicy(options);
  }

  readonly #options: AccessControlPolicyOptions;

  private constructor(options: AccessControlPolicyOptions) {
    this.#options = options;
  }

  async handle(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { access, userInfo } = this.#options;
    const decider = access.current();
    if (!decider) {
      // Before anything is known, what a role mentions cannot be told from what none does: any fallback could open it.
      return DENY;
    }
    const person =
      user &&
      (await accessPrincipalOf(user.credentials, { decider, userInfo }));
    const { permission } = request;
    const decision = decider.decide(person, permission.name);
    switch (decision.kind) {
      case 'organization':
        return ALLOW;
      case 'projects':
        return allowInProjects(permission, decision.projects);
      case 'unmentioned':
        return this.#fallBack(request, user);
      default:
        return DENY;
    }
  }

  async #fallBack(
    request: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const { fallback } = this.#options;
    if (typeof fallback === 'object') {
      return fallback.handle(request, user);
    }
    return fallback === 'allow' ? ALLOW : DENY;
  }
}

/** The page and the export are there for whoever reads some events; which ones, the audit log decides for each request. */
function allowInProjects(
  permission: Permission,
  projects: readonly string[],
): PolicyDecision {
  if (!isResourcePermission(permission)) {
    return permission.name === auditLogReadPermission.name ? DENY : ALLOW;
  }
  return permission.resourceType === RESOURCE_TYPE_AUDIT_EVENT
    ? projectEventsDecision(projects)
    : DENY;
}
