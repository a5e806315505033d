// SPDX-License-Identifier: Apache-2.0
import { FILE_STATES } from '../../database/archiveTables';
import { sequencesOf } from '../files/operations/fileFromRow';
import { readFiles, type StoredFile } from '../files/operations/readFiles';
import { RangeSet } from '../files/RangeSet';
import type { Selection } from './liveEvents';
import type { RunContext } from './RunContext';

/**
 * The events of a file: those it was written with, where it was; else those of its class that are in no other file of the period,
 * whatever the policy said when that was made.
 */
export async function selectionOf(
  { context, policy }: Pick<RunContext, 'context' | 'policy'>,
  { file, row }: StoredFile,
): Promise<Selection> {
  const { period } = file;
  const sequences = sequencesOf(row);
  if (sequences) {
    return { period, sequences };
  }
  const { knex, dialect } = context;
  const others = await readFiles(knex, dialect, {
    states: FILE_STATES,
    period: period.name,
  });
  return {
    period,
    before: file.beforeSequence,
    isOfClass: kind => policy.classOf(kind) === file.class,
    excluded: RangeSet.union(
      others.flatMap(other =>
        other.file.id === file.id ? [] : [sequencesOf(other.row) ?? []],
      ),
    ),
  };
}
