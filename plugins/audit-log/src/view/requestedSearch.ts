// SPDX-License-Identifier: Apache-2.0
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import { DEFAULT_TIME_RANGE, TIME_RANGES } from './timeRanges';
import type { View } from './View';

/**
 * The search to send for a view, asked for at a given moment. A preset sends where it begins and leaves its end to the
 * server, so that a viewer's slow clock does not hide the newest events; the default one leaves both.
 */
export function requestedSearch(view: View, now: Date): EventSearch {
  const { search, range } = view;
  if (range === 'custom' || range === DEFAULT_TIME_RANGE || search.from) {
    return search;
  }
  const from = new Date(now.getTime() - TIME_RANGES[range].milliseconds);
  return { ...search, from: from.toISOString() };
}
