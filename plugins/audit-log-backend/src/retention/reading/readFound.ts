// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { FileQueries } from './FileQueries';
import type { FoundEvent } from './FoundEvents';
import type { ReadableFile } from './ReadableFile';
import {
  eventOfText,
  selectBySequences,
  type EventTextRow,
} from './selectFromFiles';

/** What is found is to be had, too, if the files it was found in are there still. */
const BUDGET_MS = 10_000;

/** The events that were found, whole, in their order, and the ids of those that come from files. */
export async function readFound(
  found: readonly FoundEvent[],
  queries: FileQueries,
  signal?: AbortSignal,
): Promise<{
  readonly events: readonly AuditEvent[];
  readonly archived: string[];
}> {
  const bySource = new Map<readonly ReadableFile[], number[]>();
  for (const { archived } of found) {
    if (archived) {
      const sequences = bySource.get(archived.among) ?? [];
      sequences.push(archived.sequence);
      bySource.set(archived.among, sequences);
    }
  }
  const bySequence = new Map<number, AuditEvent>();
  for (const [among, sequences] of bySource) {
    const rows = await queries.select<EventTextRow>(
      among,
      selectBySequences(sequences),
      { budgetMs: BUDGET_MS, signal },
    );
    for (const row of rows) {
      bySequence.set(row.sequence, eventOfText(row).event);
    }
  }
  const events: AuditEvent[] = [];
  const ids: string[] = [];
  for (const { place, event, archived } of found) {
    const whole = event ?? (archived && bySequence.get(archived.sequence));
    if (!whole) {
      throw new Error(
        `The event ${place.id} was found in the archive and is not there any more`,
      );
    }
    events.push(whole);
    if (!event) {
      ids.push(place.id);
    }
  }
  return { events, archived: ids };
}
