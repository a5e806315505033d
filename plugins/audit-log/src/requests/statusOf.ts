// SPDX-License-Identifier: Apache-2.0

/** The HTTP status that the server refused with, if it was the server. */
export function statusOf(error: Error | undefined): number | undefined {
  const status = (error as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
