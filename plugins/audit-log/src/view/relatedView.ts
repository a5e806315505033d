// SPDX-License-Identifier: Apache-2.0
import type { EventFilters } from 'backstage-plugin-audit-log-common';
import { firstPage } from './firstPage';
import type { View } from './View';

/** A view of nothing but these filters and words, in the time range of another. */
export function relatedView(
  view: View,
  include: EventFilters,
  q?: string,
): View {
  const first = firstPage(view);
  return {
    ...first,
    search: { ...first.search, include, exclude: {}, q },
    eventId: undefined,
  };
}
