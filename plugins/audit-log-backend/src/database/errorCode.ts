// SPDX-License-Identifier: Apache-2.0

/** The code that a database driver gave an error: an SQLSTATE, a name of SQLite's or of the operating system's. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : '';
}
