// SPDX-License-Identifier: Apache-2.0
import { isError } from '@backstage/errors';

/** What was thrown, as an error. */
export function asError(thrown: unknown): Error {
  return isError(thrown) ? (thrown as Error) : new Error(String(thrown));
}
