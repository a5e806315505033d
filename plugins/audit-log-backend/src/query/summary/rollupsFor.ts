// SPDX-License-Identifier: Apache-2.0
import {
  FILTER_NAMES,
  type FacetName,
  type FilterName,
} from 'backstage-plugin-audit-log-common';
import { HOUR_MS } from '../../database/rollupsOf';
import type { WindowedSearch } from '../AuditEventReader';
import { ACTORS, KINDS, type Rollups } from '../operations/rollups';
import type { ReadScope, ScopeCriteria } from '../ReadScope';

/** The smaller ones first. */
const ROLLUPS: readonly Rollups[] = [KINDS, ACTORS];

/**
 * The rollups that alone can count the events of a search, by the values of a facet if there is one, and between boundaries of
 * a timeline: where these cut each day in two, counts by the day are of no use.
 */
export function rollupsFor(
  search: WindowedSearch,
  scope: ReadScope,
  options: {
    readonly facet?: FacetName;
    readonly boundaries?: readonly number[];
  },
): Rollups | undefined {
  if (
    search.q !== undefined ||
    (scope.kind === 'matching' && !isAboutActors(scope.criteria))
  ) {
    return undefined;
  }
  const { facet, boundaries = [] } = options;
  const asked: (FilterName | FacetName)[] = FILTER_NAMES.filter(
    name => search.include[name]?.length || search.exclude[name]?.length,
  );
  if (scope.kind === 'matching') {
    asked.push('actor');
  }
  if (facet) {
    asked.push(facet);
  }
  return ROLLUPS.find(
    ({ names, unitMs }) =>
      asked.every(name => names.some(known => known === name)) &&
      (unitMs === HOUR_MS || boundaries.every(at => at % unitMs === 0)),
  );
}

/** Projects are in no rollup: an event can have several. */
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
