// SPDX-License-Identifier: Apache-2.0
import { DEFAULT_PAGE_SIZE, type View } from './View';

/** A view of nothing but erasures, which were some time after what they erased from. */
export function erasureView(
  operations: readonly string[],
  recordedAt: string,
): View {
  return {
    search: {
      from: recordedAt,
      include: { operation: [...new Set(operations)] },
      exclude: {},
      order: 'newest',
    },
    range: 'custom',
    limit: DEFAULT_PAGE_SIZE,
    offset: 0,
  };
}
