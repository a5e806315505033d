// SPDX-License-Identifier: Apache-2.0

/** What was thrown, as the error that it should have been. */
export function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
