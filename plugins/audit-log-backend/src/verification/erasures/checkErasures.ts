// SPDX-License-Identifier: Apache-2.0
import type { RecordedErasure } from 'backstage-plugin-audit-log-verify';
import { SEALING_TABLES, type ErasureRow } from '../../database/sealingTables';
import type { ArchiveCoverage } from '../archive/ArchiveCoverage';
import type { VerificationContext } from '../VerificationContext';
import type { ErasedByOne, ErasedEvents } from './ErasedEvents';
import type { ErasureRecords } from './ErasureRecords';

/** PostgreSQL rejects to compare an id with anything else, which an altered event may have. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Finds events of which something was erased without an erasure being on record that could have done it. Otherwise whoever can write to
 * the database could take parts out of events and call it an erasure, or part of one of before. An erasure is on record by an event
 * that it began, which neither was denied nor failed, or that it is done. It erases of what was recorded before that it began alone,
 * and of as many events as it says once it is done.
 *
 * Rejects when nothing is found and something could not be looked at.
 */
export async function checkErasures(
  context: VerificationContext & { readonly coverage: ArchiveCoverage },
  erased: ErasedEvents,
  records: ErasureRecords,
): Promise<void> {
  const { knex, dialect, coverage, findings, signal } = context;
  const unreadable = new Set<string>();
  for (const [operation, events] of erased.byOperation) {
    signal.throwIfAborted();
    const row = UUID.test(operation)
      ? await knex<ErasureRow>(SEALING_TABLES.erasures)
          .where({ id: operation })
          .first('id', 'started_at', 'live_ended_at', 'ended_at')
      : undefined;
    const live = row && (await records.of(operation));
    const filed = row && !live ? await records.inFiles(row) : undefined;
    const told = live ?? filed?.told;
    if (told) {
      compare(context, operation, events, told);
    } else if (
      row &&
      coverage.isRemovedAt(dialect.readTime(row.started_at), events.recordedAt)
    ) {
      // It was on record for as long as events of that time are kept.
    } else if (filed && filed.unreadable.length > 0) {
      filed.unreadable.forEach(name => unreadable.add(name));
    } else {
      findings.add({
        kind: 'erased-unrecorded',
        message: `Something of this event and maybe of others was erased in the operation ${operation}, which is not on record`,
        sequence: events.first,
      });
    }
  }
  if (unreadable.size > 0 && findings.count === 0) {
    throw new Error(
      `Whether every erasure is on record could not be checked, since these files of the archive cannot be read: ${[
        ...unreadable,
      ].join(', ')}. Verify everything to see what is wrong with them`,
    );
  }
}

function compare(
  { findings }: Pick<VerificationContext, 'findings'>,
  operation: string,
  erased: ErasedByOne,
  told: RecordedErasure,
): void {
  if (erased.recordedAt >= told.before) {
    findings.add({
      kind: 'erased-unrecorded',
      message: `Something of this event was erased in the name of the erasure ${operation}, which had begun before the event was recorded and so did not erase it`,
      sequence: erased.last,
    });
  }
  if (told.events !== undefined && erased.events > told.events) {
    findings.add({
      kind: 'erased-unrecorded',
      message: `Something of this event and of others was erased in the name of the erasure ${operation}: of ${erased.events} events, and it says it was ${told.events}`,
      sequence: erased.first,
    });
  }
}
