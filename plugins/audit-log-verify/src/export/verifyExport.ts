// SPDX-License-Identifier: Apache-2.0
import type { VerifierKey } from '../checkpoint/VerifierKey';
import type { ExportReport } from './ExportReport';
import { readExport } from './readExport';

/** @public */
export interface VerifyExportOptions {
  /** The keys that are believed; those that the file names itself by default. */
  readonly keys?: readonly VerifierKey[];
  /** Checkpoints that were kept from before, or come from elsewhere, to be compared with. */
  readonly savedCheckpoints?: readonly string[];
  /** Called now and then with how many events have been read. */
  readonly onProgress?: (events: number) => void;
}

/**
 * Verifies an NDJSON export with proofs, zipped or not, while it is read, in memory that does not grow with it. Throws a
 * NotVerifiableError when it is no such export.
 *
 * @public
 */
export async function verifyExport(
  stream: AsyncIterable<Uint8Array | string>,
  options: VerifyExportOptions = {},
): Promise<ExportReport> {
  const { keys, savedCheckpoints, onProgress } = options;
  return readExport(stream, { keys, savedCheckpoints, onProgress });
}
