// SPDX-License-Identifier: Apache-2.0

const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;

/**
 * Which searches have just been recorded. A page lists events and asks for their summary, again and again while someone
 * picks a filter: that is one reading. It is kept by each process for itself, so that at worst one more is recorded.
 */
export class RecentSearches {
  private readonly expiries = new Map<string, number>();

  /** Whether this principal's same search was not remembered within the last minute; it is from now on. */
  remember(principal: string, searchHash: string, now: number): boolean {
    const key = `${principal}\0${searchHash}`;
    const expiry = this.expiries.get(key);
    const isNew = expiry === undefined || expiry <= now;
    if (isNew) {
      // In the order of their expiry: the first are the oldest.
      this.expiries.delete(key);
      this.expiries.set(key, now + REMEMBERED_MS);
      this.forget(now);
    }
    return isNew;
  }

  private forget(now: number): void {
    for (const [key, expiry] of this.expiries) {
      if (expiry > now && this.expiries.size <= MAX_REMEMBERED) {
        return;
      }
      this.expiries.delete(key);
    }
  }
}
