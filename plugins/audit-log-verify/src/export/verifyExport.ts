// SPDX-License-Identifier: Apache-2.0
import type { VerifierKey } from '../checkpoint/VerifierKey';
import { NotVerifiableError } from './ExportFormat';
import type { ExportReport } from './ExportReport';
import { ExportSession } from './ExportSession';
import { readBlocks } from './readBlocks';

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
  let session: ExportSession | undefined;
  for await (const block of readBlocks(stream)) {
    if (session === undefined) {
      const end = block.indexOf('\n') + 1 || block.length;
      session = new ExportSession(block.subarray(0, end), options);
      session.take(block.subarray(end));
    } else {
      session.take(block);
    }
    options.onProgress?.(session.events);
  }
  if (session === undefined) {
    throw new NotVerifiableError('The file is empty');
  }
  return session.finish();
}
