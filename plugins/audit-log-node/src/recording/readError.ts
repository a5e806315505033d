// SPDX-License-Identifier: Apache-2.0
import { isError } from '@backstage/errors';
import { representable } from '../bounds/representable';

/** What is kept of an error, or of whatever else was thrown. Never throws. */
export function readError(error: unknown): { name: string; message: string } {
  try {
    return isError(error)
      ? { name: String(error.name), message: String(error.message) }
      : { name: 'Error', message: String(error) };
  } catch {
    return { name: 'Error', message: representable(error).marker ?? 'unknown' };
  }
}

/** The outcome of what has thrown this. */
export function outcomeOf(error: unknown): 'denied' | 'failed' {
  return readError(error).name === 'NotAllowedError' ? 'denied' : 'failed';
}
