// SPDX-License-Identifier: Apache-2.0
import type {
  PermissionCondition,
  PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  type PermissionRuleset,
} from '@backstage/plugin-permission-node';
import type { ReadScope, ScopeCriteria } from '../query/ReadScope';

/** The scope that a policy's conditions leave; throws for a rule that nobody registered. */
export function scopeOfConditions(
  conditions: PermissionCriteria<PermissionCondition>,
  ruleset: PermissionRuleset<any, ScopeCriteria>,
): ReadScope {
  const transform = createConditionTransformer<ScopeCriteria>(ruleset);
  return { kind: 'matching', criteria: transform(conditions) };
}
