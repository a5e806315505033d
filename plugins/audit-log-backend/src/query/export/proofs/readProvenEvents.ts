// SPDX-License-Identifier: Apache-2.0
import type { ProvenExport, ProvenRange } from './ProvenExport';

const BUDGET_MS = 15_000;
/** Events of a page. Where others lie between them, the hashes of these are read in one statement, which bounds it. */
const PAGE = 500;
const FILTERED_PAGE = 200;

export interface ProvenEvent {
  readonly sequence: number;
  /** The event with its seal, and the leaf that the ledger keeps of it, as a line of the file. */
  readonly line: string;
}

/** The events of a file in their order, by pages. What was sealed after it began is not in it. */
export async function* readProvenEvents(
  { reader, search, scope, signal }: ProvenExport,
  { isComplete, from, to }: ProvenRange,
): AsyncGenerator<readonly ProvenEvent[]> {
  const { from: _from, to: _to, ...untimed } = search;
  let after = from - 1;
  while (after < to - 1) {
    signal.throwIfAborted();
    const { events, seen } = await reader.readSequenced({
      search: isComplete ? untimed : search,
      scope,
      limit: isComplete ? PAGE : FILTERED_PAGE,
      after,
      before: to,
      leaves: true,
      budgetMs: BUDGET_MS,
      signal,
    });
    if (events.length > 0) {
      yield events.map(({ sequence, event, seal, leaf }) => ({
        sequence,
        line: `${JSON.stringify({
          event,
          seal,
          leaf: leaf?.toString('base64'),
        })}\n`,
      }));
    }
    if (seen <= after) {
      return;
    }
    after = seen;
  }
}
