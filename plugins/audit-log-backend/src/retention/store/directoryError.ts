// SPDX-License-Identifier: Apache-2.0
import { isError } from '@backstage/errors';
import { ArchiveUnavailableError } from './ArchiveUnavailableError';

/** What to do about an error of the file system, by its code. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'it is full: make room, or extend the volume',
  EDQUOT: 'its quota is used up: make room, or raise the quota',
  EFBIG: 'it takes no file of this size: raise the limit',
  EROFS: 'it is read-only: mount it for writing',
  EACCES: 'access is denied: give the user that runs the backend all rights',
  EPERM: 'access is denied: give the user that runs the backend all rights',
  ENOENT: 'it is not there: create the directory, or mount the volume it is on',
  ENOTDIR: 'a file is where a directory should be: move it away',
  ELOOP: 'symbolic links lead in a circle: remove them',
  ESTALE: 'the server of the volume has forgotten it: mount it again',
};

const SAID: Readonly<Record<string, string>> = {
  'No space left on device': 'ENOSPC',
  'File too large': 'EFBIG',
};

/** Why a directory cannot be used, with what to do about it. Any other error than one of the file system is as it was. */
export function directoryError(directory: string, error: unknown): unknown {
  if (!isError(error) || typeof error.code !== 'string') {
    return error;
  }
  const { code, message } = error;
  return new ArchiveUnavailableError(
    `The archive in ${directory} cannot be used: ${ADVICE[code] ?? message}`,
    error,
  );
}

/**
 * The same of the directory for what is being written, and for copies. DuckDB says it in words. Any other error, such as one of the
 * network, is as it was.
 */
export function cacheError(directory: string, error: unknown): unknown {
  if (!isError(error)) {
    return error;
  }
  const [said] =
    /No space left on device|File too large/.exec(error.message) ?? [];
  const code = said ? SAID[said] : `${error.code}`;
  return code in ADVICE
    ? new ArchiveUnavailableError(
        `What goes to the archive, and what is read from it, is kept in ${directory} meanwhile, which cannot be used: ${ADVICE[code]}. It is named by auditLog.archive.cacheDirectory`,
        error,
      )
    : error;
}
