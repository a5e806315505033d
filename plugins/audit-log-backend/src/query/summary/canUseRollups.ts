// SPDX-License-Identifier: Apache-2.0
import type { FilterName } from 'backstage-plugin-audit-log-common';
import type { WindowedSearch } from '../AuditEventReader';
import type { ReadScope, ScopeCriteria } from '../ReadScope';

/** What the hourly rollups do not tell apart. */
const NOT_IN_ROLLUPS: readonly FilterName[] = [
  'target',
  'project',
  'address',
  'operation',
];

/** Whether the hourly rollups alone can tell which events a search counts. */
export function canUseRollups(
  search: WindowedSearch,
  scope: ReadScope,
): boolean {
  return (
    search.q === undefined &&
    NOT_IN_ROLLUPS.every(
      name => !search.include[name]?.length && !search.exclude[name]?.length,
    ) &&
    (scope.kind === 'everything' || isAboutActors(scope.criteria))
  );
}

/** Projects are no use: a rollup knows the main one of an event only. */
function isAboutActors(criteria: ScopeCriteria): boolean {
  if ('actors' in criteria) {
    return true;
  }
  if ('anyOf' in criteria) {
    return criteria.anyOf.every(isAboutActors);
  }
  if ('allOf' in criteria) {
    return criteria.allOf.every(isAboutActors);
  }
  return 'not' in criteria && isAboutActors(criteria.not);
}
