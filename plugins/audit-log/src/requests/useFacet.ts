// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  EventSearch,
  EventSummary,
  FacetName,
} from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { auditLogApiRef } from '../api';
import { useRequest, type RequestState } from './useRequest';

export type FacetValue = EventSummary['facets'][string][number];

/**
 * The values of a facet that the log holds, the most frequent first. The filter of the same name is left out of the
 * search: it would hide the very values that could be added to it.
 */
export function useFacet(
  search: EventSearch,
  facet: FacetName | undefined,
  contains: string,
): RequestState<readonly FacetValue[]> {
  const api = useApi(auditLogApiRef);
  const request = useCallback(
    async (signal: AbortSignal) => {
      if (!facet) {
        return [];
      }
      const { [facet]: _included, ...include } = search.include;
      const { [facet]: _excluded, ...exclude } = search.exclude;
      const summary = await api.summarize(
        { ...search, include, exclude },
        {
          facets: [facet],
          facetLimit: 50,
          facetContains: contains || undefined,
          signal,
        },
      );
      return summary.facets[facet] ?? [];
    },
    [api, search, facet, contains],
  );
  return useRequest(request);
}
