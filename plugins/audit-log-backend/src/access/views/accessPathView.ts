// SPDX-License-Identifier: Apache-2.0
import type { AccessPath } from 'backstage-plugin-audit-log-common';
import type { AccessModel, RolePath } from '../model/AccessModel';
import { grantOf } from './grantOf';
import { levelOf } from './levelOf';
import { referenceOf, roleReferenceOf } from './referenceOf';

/** One way in which a person has something, as the API has it. */
export function accessPathView(
  model: AccessModel,
  { assignment, via, membership }: RolePath,
): AccessPath {
  const { id, role, project, fixed, origin } = assignment;
  const since = membership?.origin.since;
  return {
    role: roleReferenceOf(model, role),
    level: levelOf(project),
    via: via.map(group => referenceOf(model, group)),
    grant: grantOf(model, origin),
    ...(since !== undefined && { memberSince: new Date(since).toISOString() }),
    ...(!fixed && { assignmentId: id }),
  };
}
