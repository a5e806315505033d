// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from '../files/ArchiveFile';
import { fileTitle } from '../files/fileNames';
import { RangeSet } from '../files/RangeSet';
import { liveKeys, type Selection } from './liveEvents';
import { WaitingError } from './WaitingError';
import type { WorkContext } from './WorkContext';

/** Rejects with a WaitingError unless the selected events of the live table are those of a file, not one more or less. */
export async function requireAllLive(
  context: Pick<WorkContext, 'knex' | 'dialect'>,
  selection: Selection,
  file: ArchiveFile,
  { signal }: { readonly signal: AbortSignal },
): Promise<void> {
  const live = new RangeSet();
  for await (const keys of liveKeys(context, selection, signal)) {
    keys.forEach(({ sequence }) => live.append(sequence));
  }
  const written = RangeSet.of(file.content?.sequences ?? []);
  if (!live.equals(written)) {
    throw new WaitingError(
      `The file of ${fileTitle(file)} has ${
        written.size
      } events, and the live table has ${
        live.size
      } for it: verify the ledger, which tells what is missing`,
    );
  }
}
