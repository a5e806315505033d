// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { statusOf } from '../../requests/statusOf';
import type { RequestState } from '../../requests/useRequest';
import type { View } from '../../view/View';

/**
 * A cursor belongs to one person and one search; the one in a link from a colleague is refused. The page then begins at
 * the first page, and says so. If it was something else that was refused, the first page is refused as well, with the
 * server's message.
 */
export function useStaleCursor(
  view: View,
  page: RequestState<unknown>,
  dropCursor: () => void,
): { readonly wasStale: boolean; readonly dismiss: () => void } {
  const [wasStale, setWasStale] = useState(false);
  const isRefused = Boolean(view.cursor) && statusOf(page.error) === 400;

  useEffect(() => {
    if (isRefused) {
      setWasStale(true);
      dropCursor();
    }
  }, [isRefused, dropCursor]);

  return { wasStale, dismiss: () => setWasStale(false) };
}
