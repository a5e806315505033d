// SPDX-License-Identifier: Apache-2.0
import type { BatchPage, PagePosition, PageRequest } from '../AuditEventReader';
import { EventLines } from '../EventLines';
import type { QueryContext } from './runBounded';
import { scanBySequence } from './scanBySequence';

/** The events of a page in the ledger's own order, for those who read all of them. */
export async function readBatchBySequence(
  context: QueryContext,
  request: PageRequest & {
    readonly position?: Extract<PagePosition, { by: 'sequence' }>;
  },
  budgetMs: number,
): Promise<BatchPage> {
  const lines = new EventLines(context);
  const { seen, scannedUntil } = await scanBySequence(
    context,
    {
      ...request,
      after: request.position?.sequence ?? -1,
      columns: lines.columns,
    },
    lines,
    budgetMs,
  );
  return {
    batch: lines,
    next: { by: 'sequence', sequence: seen },
    scannedUntil,
  };
}
