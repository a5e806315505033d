// SPDX-License-Identifier: Apache-2.0

const LONGEST_MS = 5 * 60_000;

/** What `Retry-After` asks for, in seconds or as a date (RFC 9110, section 10.2.3), within reason. */
export function readRetryAfter(response: Response): number | undefined {
  const value = response.headers.get('retry-after');
  if (value === null) {
    return undefined;
  }
  const wait = /^\d+$/.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - Date.now();
  return Number.isNaN(wait)
    ? undefined
    : Math.min(Math.max(wait, 0), LONGEST_MS);
}
