// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from '../../files/ArchiveFile';
import { fileTitle } from '../../files/fileNames';
import { WaitingError } from '../WaitingError';

/** A file is written or removed by a run of retention, which sees to it that it has nothing of what was erased in the end. */
export class UnderWayError extends WaitingError {
  static of(file: ArchiveFile): UnderWayError {
    return new UnderWayError(
      file.state === 'removing'
        ? `The file of ${fileTitle(
            file,
          )} is being removed from the archive by retention, and has something of it until then`
        : `The file of ${fileTitle(
            file,
          )} was written before, and is written again by the next run of retention`,
    );
  }
}
