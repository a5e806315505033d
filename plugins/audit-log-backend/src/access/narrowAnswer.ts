// SPDX-License-Identifier: Apache-2.0
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  auditLogReadPermission,
  projectEventsDecision,
  RESOURCE_TYPE_AUDIT_EVENT,
} from 'backstage-plugin-audit-log-common';
import type { AccessDecision } from 'backstage-plugin-audit-log-node';

/** One question of a request to the permission backend, as far as it has the shape of one. */
export interface AskedItem {
  readonly id?: unknown;
  readonly permission?: {
    readonly name?: unknown;
    readonly type?: unknown;
    readonly resourceType?: unknown;
  };
  readonly resourceRef?: unknown;
}

/** What the permission backend answers to one. */
export interface AnsweredItem {
  readonly id?: unknown;
  readonly result?: unknown;
  readonly conditions?: unknown;
}

/** The answer of the installed policy, narrowed to what stored roles leave of it; never more than either says. */
export function narrowAnswer(
  asked: AskedItem,
  answer: AnsweredItem,
  decision: AccessDecision | undefined,
): AnsweredItem {
  if (decision?.kind === 'organization') {
    return answer;
  }
  return decision?.kind === 'projects'
    ? narrowToProjects(asked, answer, decision.projects)
    : denied(asked);
}

/**
 * A question about given events is answered with DENY: whether they are of these projects would have to be found out in
 * the audit log, which is the permission backend's work and was done for the policy's conditions only. Whoever wants to
 * show single events asks for them at the audit log itself.
 */
function narrowToProjects(
  asked: AskedItem,
  answer: AnsweredItem,
  projects: readonly string[],
): AnsweredItem {
  const { permission, resourceRef } = asked;
  if (permission?.type === 'basic') {
    return permission.name !== auditLogReadPermission.name &&
      answer.result === AuthorizeResult.ALLOW
      ? answer
      : denied(asked);
  }
  if (
    resourceRef !== undefined ||
    permission?.name !== auditLogReadPermission.name ||
    permission.resourceType !== RESOURCE_TYPE_AUDIT_EVENT
  ) {
    return denied(asked);
  }
  const ours = projectEventsDecision(projects);
  if (answer.result === AuthorizeResult.ALLOW) {
    return { id: asked.id, ...ours };
  }
  return isAboutEvents(answer)
    ? {
        ...answer,
        conditions: { allOf: [answer.conditions, ours.conditions] },
      }
    : denied(asked);
}

function denied({ id }: AskedItem): AnsweredItem {
  return { id, result: AuthorizeResult.DENY };
}

function isAboutEvents(
  answer: AnsweredItem,
): answer is AnsweredItem & ConditionalPolicyDecision {
  const { result, pluginId, resourceType } =
    answer as Partial<ConditionalPolicyDecision>;
  return (
    result === AuthorizeResult.CONDITIONAL &&
    pluginId === 'audit-log' &&
    resourceType === RESOURCE_TYPE_AUDIT_EVENT
  );
}
