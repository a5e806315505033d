// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFileRow } from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import type { StoredTime } from '../../../database/tables';
import { parsePeriod } from '../../policy/periods';
import type { ArchiveFile, SequenceRanges } from '../ArchiveFile';

/** A file as its row says; what is in it is there once its ranges are given. */
export function fileFromRow(
  row: ArchiveFileRow,
  sequences: SequenceRanges | undefined,
  dialect: Dialect,
): ArchiveFile {
  const time = (value: StoredTime | null) =>
    value === null ? undefined : dialect.readTime(value);
  const archivedAt = time(row.archived_at);
  const removedAt = time(row.removed_at);
  const restoredUntil = time(row.restored_until);
  const occurredFrom = time(row.occurred_from);
  const occurredTo = time(row.occurred_to);
  const hasContent =
    sequences !== undefined &&
    row.events !== null &&
    occurredFrom !== undefined &&
    occurredTo !== undefined;
  return {
    id: row.id,
    period: parsePeriod(row.period),
    class: row.class,
    part: row.part,
    name: row.name,
    state: row.state,
    beforeSequence: Number(row.before_sequence),
    ...(hasContent && {
      content: {
        events: Number(row.events),
        bytes: Number(row.bytes ?? 0),
        sha256: row.sha256 ?? '',
        occurredFrom,
        occurredTo,
        sequences,
      },
    }),
    startedAt: dialect.readTime(row.started_at),
    ...(archivedAt !== undefined && { archivedAt }),
    ...(removedAt !== undefined && { removedAt }),
    ...(restoredUntil !== undefined && { restoredUntil }),
    ...(row.restored_by !== null && { restoredBy: row.restored_by }),
  };
}

/** The ranges of sequences of a file, by its manifest or the statement that is left of it. */
export function sequencesOf(
  row: Pick<ArchiveFileRow, 'manifest' | 'statement'>,
): SequenceRanges | undefined {
  const text = row.manifest ?? row.statement;
  return text === null ? undefined : JSON.parse(text).sequences;
}
