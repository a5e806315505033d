// SPDX-License-Identifier: Apache-2.0
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import { useRef } from 'react';
import { requestedSearch } from './requestedSearch';
import type { View } from './View';

/**
 * The search to send, the same object for as long as the view asks for the same: opening an event or turning a page must
 * not count everything anew. A raised `refreshes` asks again, as of now.
 */
export function useRequestedSearch(view: View, refreshes: number): EventSearch {
  const key = JSON.stringify([view.range, view.search, refreshes]);
  const last = useRef<{
    key: string;
    refreshes: number;
    search: EventSearch;
  }>();

  if (last.current?.key !== key) {
    const search = requestedSearch(view, new Date());
    const isSame =
      last.current?.refreshes === refreshes &&
      JSON.stringify(last.current.search) === JSON.stringify(search);
    last.current = {
      key,
      refreshes,
      // Another object, even where it is the view's own: what is asked again must not be taken for the same.
      search: isSame ? last.current!.search : { ...search },
    };
  }
  return last.current.search;
}
