// SPDX-License-Identifier: Apache-2.0
import { DEFAULT_PAGE_SIZE, type View } from './View';

/** A view of all events from one time to before another. */
export function periodView(from: string, to: string): View {
  return {
    search: { from, to, include: {}, exclude: {}, order: 'newest' },
    range: 'custom',
    limit: DEFAULT_PAGE_SIZE,
    offset: 0,
  };
}
