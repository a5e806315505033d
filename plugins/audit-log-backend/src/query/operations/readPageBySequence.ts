// SPDX-License-Identifier: Apache-2.0
import { eventFromRow, type ReadEventRow } from '../../database/eventFromRow';
import type { PagePosition, PageRequest, ReadPage } from '../AuditEventReader';
import type { QueryContext } from './runBounded';
import { scanBySequence } from './scanBySequence';
import { EVENT_COLUMNS } from './eventColumns';

/**
 * A page in the ledger's own order.
 *
 * There is always a next position, good for asking again later. When the time allowed runs out before the page is full,
 * `scannedUntil` says up to when the ledger was looked through; the next page goes on from there.
 */
export async function readPageBySequence(
  context: QueryContext,
  request: PageRequest & {
    readonly position?: Extract<PagePosition, { by: 'sequence' }>;
  },
  budgetMs: number,
): Promise<ReadPage> {
  const { rows, seen, scannedUntil } = await scanBySequence<ReadEventRow>(
    context,
    {
      ...request,
      after: request.position?.sequence ?? -1,
      columns: EVENT_COLUMNS,
    },
    budgetMs,
  );
  return {
    items: rows.map(row => eventFromRow(row, context.dialect)),
    next: { by: 'sequence', sequence: seen },
    scannedUntil,
  };
}
