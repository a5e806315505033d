// SPDX-License-Identifier: Apache-2.0
import { DEFAULT_PAGE_SIZE, type View } from './View';

const DAY = 86_400_000;

/** A view of nothing but one operation, which took place around a time. */
export function operationView(operationId: string, time: string): View {
  const around = (days: number) =>
    new Date(Date.parse(time) + days * DAY).toISOString();
  return {
    search: {
      from: around(-1),
      to: around(1),
      include: { operation: [operationId] },
      exclude: {},
      order: 'newest',
    },
    range: 'custom',
    limit: DEFAULT_PAGE_SIZE,
    offset: 0,
  };
}
