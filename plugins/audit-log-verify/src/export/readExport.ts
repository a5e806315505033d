// SPDX-License-Identifier: Apache-2.0
import type { VerifierKey } from '../checkpoint/VerifierKey';
import { NotVerifiableError } from './ExportFormat';
import type { ExportReport } from './ExportReport';
import { ExportSession } from './ExportSession';
import { readBlocks } from './readBlocks';
import type { VerifyExportOptions } from './verifyExport';

/** How a file is verified that has just come from a portal. */
export interface ReadExportOptions extends VerifyExportOptions {
  /** The keys to believe, where `keys` are those among them that were given: not the ones that the file names. */
  readonly named?: readonly VerifierKey[];
  /**
   * The checkpoint that the portal gave before the file. If the file says that it is complete, it is to have every event from the first
   * one on, and all of those that this checkpoint was of.
   */
  readonly present?: string;
}

/** Verifies a file while it is read. */
export async function readExport(
  stream: AsyncIterable<Uint8Array | string>,
  options: ReadExportOptions,
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
