// SPDX-License-Identifier: Apache-2.0
import { eventFromRow } from '../../database/eventFromRow';
import type { PagePosition, PageRequest, ReadPage } from '../AuditEventReader';
import { RowList } from './FoundRows';
import type { QueryContext } from './runBounded';
import { scanBySequence } from './scanBySequence';
import { readColumns } from './eventColumns';

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
  const found = new RowList();
  const { seen, scannedUntil } = await scanBySequence(
    context,
    {
      ...request,
      after: request.position?.sequence ?? -1,
      columns: readColumns(context.dialect),
    },
    found,
    budgetMs,
  );
  return {
    items: found.rows.map(row => eventFromRow(row, context.dialect)),
    next: { by: 'sequence', sequence: seen },
    scannedUntil,
  };
}
