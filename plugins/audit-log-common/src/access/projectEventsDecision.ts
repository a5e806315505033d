// SPDX-License-Identifier: Apache-2.0
import {
  AuthorizeResult,
  type ConditionalPolicyDecision,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_AUDIT_EVENT } from '../permissions';

/** The rule of the audit log by which `audit-log.read` is narrowed to projects. @public */
export const IS_IN_PROJECT_RULE = 'IS_IN_PROJECT';

/** A policy's answer to `audit-log.read` for someone who reads the events of these projects, and no others. @public */
export function projectEventsDecision(
  projects: readonly string[],
): ConditionalPolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'audit-log',
    resourceType: RESOURCE_TYPE_AUDIT_EVENT,
    conditions: {
      rule: IS_IN_PROJECT_RULE,
      resourceType: RESOURCE_TYPE_AUDIT_EVENT,
      params: { projects: [...projects] },
    },
  };
}
