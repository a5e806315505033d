// SPDX-License-Identifier: Apache-2.0
import {
  FILTER_NAMES,
  type FilterName,
  type NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { searchText } from '../../database/searchText';
import { searchWords } from '../../database/searchWords';
import type { WindowedSearch } from '../AuditEventReader';
import type { ReadScope, ScopeCriteria } from '../ReadScope';

/** What a search must find, told without a database, in its order. */
export function expectedEvents(
  events: readonly NewAuditEvent[],
  search: WindowedSearch,
  scope: ReadScope,
): NewAuditEvent[] {
  const found = events.filter(
    event =>
      isInWindow(event, search) &&
      FILTER_NAMES.every(name => {
        const included = search.include[name] as readonly string[] | undefined;
        const excluded = search.exclude[name] as readonly string[] | undefined;
        const values = valuesOf(event, name);
        return (
          (!included || values.some(value => included.includes(value))) &&
          (!excluded || !values.some(value => excluded.includes(value)))
        );
      }) &&
      (search.q === undefined || hasWords(event, search.q)) &&
      (scope.kind === 'everything' || isInScope(event, scope.criteria)),
  );
  found.sort(
    (one, other) =>
      one.occurredAt.localeCompare(other.occurredAt) ||
      (one.id < other.id ? -1 : 1),
  );
  return search.order === 'newest' ? found.reverse() : found;
}

/** The values that a filter or facet of this name looks at. */
export function valuesOf(
  event: NewAuditEvent,
  name: FilterName,
): readonly string[] {
  switch (name) {
    case 'actor':
      return event.actor.ref === undefined ? [] : [event.actor.ref];
    case 'actorType':
      return [event.actor.type];
    case 'target':
      return event.targets.map(({ ref }) => ref);
    case 'project':
      return event.projects.map(({ ref }) => ref);
    case 'address':
      return event.request?.address ? [event.request.address] : [];
    case 'operation':
      return [event.operationId];
    default:
      return [event[name]];
  }
}

function isInWindow(
  event: NewAuditEvent,
  { from = -Infinity, to = Infinity }: WindowedSearch,
): boolean {
  const time = Date.parse(event.occurredAt);
  return time >= from && time < to;
}

function hasWords(event: NewAuditEvent, q: string): boolean {
  const words = searchText(event).split(' ');
  return searchWords(q).every(wanted =>
    words.some(word => word.startsWith(wanted)),
  );
}

function isInScope(event: NewAuditEvent, criteria: ScopeCriteria): boolean {
  if ('projects' in criteria) {
    return event.projects.some(({ ref }) => criteria.projects.includes(ref));
  }
  if ('actors' in criteria) {
    return criteria.actors.some(actor => actor === event.actor.ref);
  }
  if ('anyOf' in criteria) {
    return criteria.anyOf.some(inner => isInScope(event, inner));
  }
  if ('allOf' in criteria) {
    return (
      criteria.allOf.length > 0 &&
      criteria.allOf.every(inner => isInScope(event, inner))
    );
  }
  return !isInScope(event, criteria.not);
}
