// SPDX-License-Identifier: Apache-2.0
import type { WindowedSearch } from '../AuditEventReader';
import { projectsOfScope, type ReadScope } from '../ReadScope';

/** Filters whose values are rare as a rule, and found by an index. An action is not: there are few, and the counts know them. */
const INDEXED = ['target', 'project', 'actor', 'address', 'operation'] as const;

/** Whether PostgreSQL finds the first events of a search by an index, whatever the time that is looked through. */
export function hasIndex(search: WindowedSearch, scope: ReadScope): boolean {
  return (
    search.q !== undefined ||
    INDEXED.some(name => search.include[name]?.length) ||
    projectsOfScope(scope) !== undefined
  );
}
