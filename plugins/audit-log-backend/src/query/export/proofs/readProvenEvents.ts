// SPDX-License-Identifier: Apache-2.0
import {
  sealedEventFromRow,
  type ReadEventRow,
} from '../../../database/eventFromRow';
import { scanBySequence, sequenceOf } from '../../operations/scanBySequence';
import { EVENT_COLUMNS } from '../../operations/selectEvents';
import type { ProvenExport, ProvenRange } from './ProvenExport';

const BUDGET_MS = 15_000;
/** Events of a page. Where others lie between them, the hashes of these are read in one statement, which bounds it. */
const PAGE = 500;
const FILTERED_PAGE = 200;
/** The leaf that is kept of the event, out of those of its batch. */
const LEAF = 'substr(b.leaves, e.position * 32 + 1, 32) AS leaf';

export interface ProvenEvent {
  readonly sequence: number;
  /** The event with its seal, and the leaf that the ledger keeps of it, as a line of the file. */
  readonly line: string;
}

/** The events of a file in their order, by pages. What was sealed after it began is not in it. */
export async function* readProvenEvents(
  { context, search, scope, signal }: ProvenExport,
  { isComplete, from, to }: ProvenRange,
): AsyncGenerator<readonly ProvenEvent[]> {
  const { from: _from, to: _to, ...untimed } = search;
  let after = from - 1;
  while (after < to - 1) {
    signal.throwIfAborted();
    const { rows, seen } = await scanBySequence<
      ReadEventRow & { readonly leaf: Buffer | null }
    >(
      context,
      {
        search: isComplete ? untimed : search,
        scope,
        limit: isComplete ? PAGE : FILTERED_PAGE,
        after,
        columns: `${EVENT_COLUMNS}, ${LEAF}`,
      },
      BUDGET_MS,
    );
    const sealed = rows.filter(row => sequenceOf(row) < to);
    if (sealed.length > 0) {
      yield sealed.map(row => {
        const { event, seal } = sealedEventFromRow(row, context.dialect);
        const leaf = row.leaf?.toString('base64');
        return {
          sequence: sequenceOf(row),
          line: `${JSON.stringify({ event, seal, leaf })}\n`,
        };
      });
    }
    if (seen <= after) {
      return;
    }
    after = seen;
  }
}
