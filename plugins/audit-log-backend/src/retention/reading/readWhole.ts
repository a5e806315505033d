// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { AskFiles } from './FileQueries';
import {
  eventOfText,
  selectBySequences,
  type EventTextRow,
  type FoundRow,
} from './selectFromFiles';

/** What is found is to be had, too. */
const WHOLE_MS = 10_000;

/** Events by their sequences, whole, out of the files that they were found in. */
export async function readWhole(
  rows: readonly FoundRow[],
  ask: AskFiles,
): Promise<ReadonlyMap<number, AuditEvent>> {
  if (rows.length === 0) {
    return new Map();
  }
  const texts = await ask<EventTextRow>(
    selectBySequences(rows.map(({ sequence }) => sequence)),
    WHOLE_MS,
  );
  return new Map(texts.map(row => [row.sequence, eventOfText(row).event]));
}
