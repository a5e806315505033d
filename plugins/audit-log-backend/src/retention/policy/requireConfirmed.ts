// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';

/** So long may have gone by between looking at the number of events and confirming it. */
export const CONFIRM_WITHIN_MS = 15 * 60_000;

/**
 * Throws a ConflictError unless it was confirmed how many events would be removed sooner. While somebody reads the number, more events
 * are recorded: as many as were within the last quarter of an hour may be missing in it.
 */
export function requireConfirmed(counts: {
  readonly sooner: number;
  readonly confirmed: number | undefined;
  readonly recent: number;
}): void {
  const { sooner, confirmed, recent } = counts;
  if (
    sooner > 0 &&
    !(confirmed && confirmed <= sooner && confirmed >= sooner - recent)
  ) {
    throw new ConflictError(
      `This would remove ${sooner} events sooner, and ${
        confirmed ? `${confirmed} were` : 'that was not'
      } confirmed; look at what it would do, and confirm that number in confirmedEvents`,
    );
  }
}
