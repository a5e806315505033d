// SPDX-License-Identifier: Apache-2.0
import { DEFAULT_TIME_RANGE } from './timeRanges';
import { DEFAULT_PAGE_SIZE, type View } from './View';

/**
 * A view of the events that came through an ingestion key, or of what was done with the key itself. What vouches for an
 * actor is found by free text; the key's own events have the same words, and are left out there.
 */
export function keyView(id: string, about: 'through' | 'of'): View {
  const key = `key:${id}`;
  return {
    search: {
      include: about === 'of' ? { target: [key] } : {},
      exclude: about === 'through' ? { target: [key] } : {},
      q: about === 'through' ? key : undefined,
      order: 'newest',
    },
    range: DEFAULT_TIME_RANGE,
    limit: DEFAULT_PAGE_SIZE,
    offset: 0,
  };
}
