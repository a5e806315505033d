// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { errorCode } from '../../database/errorCode';
import { ERASURE_ACTIONS } from '../../erasure/operations/readErasureEvents';
import { DamagedFileError } from '../../retention/format/DamagedFileError';
import { eventFromRecord } from '../../retention/format/eventFromRecord';
import { hashFile } from '../../retention/format/hashFile';
import { RECORD_JSON, recordOfJson } from '../../retention/format/recordJson';
import type { ArchiveCoverage } from '../archive/ArchiveCoverage';
import type { VerifiedArchive } from '../archive/checkArchive';
import type { CoveredFile } from '../archive/readCovered';
import type { VerificationContext } from '../VerificationContext';

/**
 * The events of a file that tell of erasures; undefined where it is missing or damaged. What its signed manifest says of it vouches for
 * them. Rejects when the archive is unavailable. None where the file has been removed or replaced meanwhile.
 */
export async function readFiledErasures(
  { signal }: Pick<VerificationContext, 'signal'>,
  { store, files }: VerifiedArchive,
  coverage: Pick<ArchiveCoverage, 'isCurrent'>,
  covered: CoveredFile,
): Promise<readonly AuditEvent[] | undefined> {
  const { name, content } = covered.file;
  try {
    const local = await store.open(name, signal);
    let isDamaged = false;
    try {
      isDamaged =
        (await hashFile(local.path, signal)).sha256 !== content.sha256;
      if (isDamaged) {
        return undefined;
      }
      const rows = await files.query<{ record: string }>(
        [local.path],
        {
          text: `SELECT ${RECORD_JSON} AS record FROM events e WHERE e.action IN (?, ?)`,
          bindings: [...ERASURE_ACTIONS],
        },
        signal,
      );
      return rows.map(
        ({ record }) => eventFromRecord(recordOfJson(record)).event,
      );
    } finally {
      local.release(isDamaged);
    }
  } catch (error: unknown) {
    signal.throwIfAborted();
    if (!(await coverage.isCurrent(covered))) {
      return [];
    }
    if (isGone(error) || error instanceof DamagedFileError) {
      return undefined;
    }
    throw error;
  }
}

/** Before it was opened, or since. */
export function isGone(error: unknown): boolean {
  return (
    (error as Error).name === 'NotFoundError' || errorCode(error) === 'ENOENT'
  );
}
