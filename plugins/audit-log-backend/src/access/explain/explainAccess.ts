// SPDX-License-Identifier: Apache-2.0
import type { Explanation } from 'backstage-plugin-audit-log-common';
import type { AccessPrincipal } from 'backstage-plugin-audit-log-node';
import type { AccessModel } from '../model/AccessModel';
import { rolePathsOf } from '../model/holds';
import { givesAtLevel } from '../model/permissionsAtLevel';
import { accessPathView } from '../views/accessPathView';

export interface AccessQuestion {
  readonly person: AccessPrincipal;
  readonly permission: string;
  /** Without it, whether they have it for the whole organization is asked. */
  readonly project?: string;
}

/** Whether somebody has a permission by roles, and in which ways. */
export function explainAccess(
  model: AccessModel,
  { person, permission, project }: AccessQuestion,
): Pick<Explanation, 'allowed' | 'paths' | 'elsewhere'> {
  const giving = rolePathsOf(model, person).filter(({ assignment }) =>
    givesAtLevel(model, assignment, permission),
  );
  const isHere = (at: string | undefined) => at === undefined || at === project;
  const paths = giving.filter(({ assignment }) => isHere(assignment.project));
  const elsewhere = giving.filter(
    ({ assignment }) => !isHere(assignment.project),
  );
  return {
    allowed: paths.length > 0,
    paths: paths.map(path => accessPathView(model, path)),
    ...(elsewhere.length > 0 && {
      elsewhere: elsewhere.map(path => accessPathView(model, path)),
    }),
  };
}
