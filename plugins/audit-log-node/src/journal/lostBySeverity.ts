// SPDX-License-Identifier: Apache-2.0
import { SEVERITIES } from 'backstage-plugin-audit-log-common';
import type { LostCounts } from '../BoundedEventBuffer';
import type { LostByRank } from './JournalEntry';

/** In a journal of events the rank of one is the place of its severity in `SEVERITIES`. */
export function lostBySeverity(counts: LostByRank): LostCounts {
  return Object.fromEntries(
    Object.entries(counts).map(([rank, count]) => [
      SEVERITIES[Number(rank)],
      count,
    ]),
  );
}
