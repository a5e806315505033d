// SPDX-License-Identifier: Apache-2.0
import {
  sealedEventFromRow,
  type ReadEventRow,
} from '../../database/eventFromRow';
import type { SequencedEvents, SequencedRequest } from '../SequencedReader';
import { readColumns } from './eventColumns';
import { RowList, sequenceOf } from './FoundRows';
import type { QueryContext } from './runBounded';
import { scanBySequence } from './scanBySequence';

/** The leaf that is kept of the event, out of those of its batch. */
const LEAF = 'substr(b.leaves, e.position * 32 + 1, 32) AS leaf';

/** Sealed events in the ledger's own order. */
export async function readSequencedEvents(
  context: QueryContext,
  request: SequencedRequest,
  budgetMs: number,
): Promise<SequencedEvents> {
  const columns = readColumns(context.dialect);
  const found = new RowList<ReadEventRow & { readonly leaf?: Buffer | null }>();
  const { seen, scannedUntil } = await scanBySequence(
    context,
    {
      ...request,
      columns: request.leaves ? `${columns}, ${LEAF}` : columns,
    },
    found,
    budgetMs,
  );
  return {
    events: found.rows.map(row => ({
      ...sealedEventFromRow(row, context.dialect),
      sequence: sequenceOf(row),
      leaf: row.leaf ?? undefined,
    })),
    seen,
    scannedUntil,
  };
}
