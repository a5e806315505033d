// SPDX-License-Identifier: Apache-2.0
import type {
  EventSummary,
  FacetName,
} from 'backstage-plugin-audit-log-common';
import type { SummaryRequest } from '../AuditEventReader';
import type { CountedPart } from './countParts';
import { nameOf } from './facetColumns';

/** The values of a facet that have the text that is asked for, the most frequent first, as many as are asked for. */
export function facetValues(
  counts: readonly CountedPart[],
  facet: FacetName,
  {
    facetContains = '',
    facetLimit,
  }: Pick<SummaryRequest, 'facetContains' | 'facetLimit'>,
): EventSummary['facets'][string] {
  const contained = facetContains.toLocaleLowerCase('en-US');
  return (
    counts
      .filter(({ part }) => part === facet)
      .map(({ value, events }) => ({
        value: nameOf(facet, value),
        count: events,
      }))
      // Rollups hold an empty text for events without a value.
      .filter(({ value }) => value !== '')
      .filter(({ value }) =>
        value.toLocaleLowerCase('en-US').includes(contained),
      )
      // Equally frequent ones by their code units: the engines' own collations differ.
      .sort(
        (one, other) =>
          other.count - one.count || (one.value < other.value ? -1 : 1),
      )
      .slice(0, facetLimit)
  );
}
