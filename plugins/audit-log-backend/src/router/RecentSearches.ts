// SPDX-License-Identifier: Apache-2.0

const REMEMBERED_MS = 60_000;
const MAX_REMEMBERED = 10_000;

interface RecentSearch {
  readonly expiry: number;
  /** Whether only its summary has been asked for so far. */
  readonly awaitsList: boolean;
}

/**
 * Which searches have just been recorded. A page asks for a list and its summary at once, in whichever order they
 * arrive, and for the summary again and again while someone picks a filter: that is one reading. It is kept by each
 * process for itself, so that at worst one more is recorded.
 */
export class RecentSearches {
  private readonly searches = new Map<string, RecentSearch>();

  /** A list was asked for. Whether it is a reading of its own: each is, but the one whose summary came just before it. */
  list(principal: string, searchHash: string, now: number): boolean {
    const recent = this.find(principal, searchHash, now);
    this.remember(principal, searchHash, now, false);
    return !recent?.awaitsList;
  }

  /** A summary was asked for. Whether it is a reading of its own: it is not within a minute of the same search. */
  summary(principal: string, searchHash: string, now: number): boolean {
    if (this.find(principal, searchHash, now)) {
      return false;
    }
    this.remember(principal, searchHash, now, true);
    return true;
  }

  /** A summary failed: the list of the search, if it comes yet, is a reading of its own. */
  forget(principal: string, searchHash: string): void {
    this.searches.delete(keyOf(principal, searchHash));
  }

  private find(
    principal: string,
    searchHash: string,
    now: number,
  ): RecentSearch | undefined {
    const recent = this.searches.get(keyOf(principal, searchHash));
    return recent && recent.expiry > now ? recent : undefined;
  }

  private remember(
    principal: string,
    searchHash: string,
    now: number,
    awaitsList: boolean,
  ): void {
    const key = keyOf(principal, searchHash);
    // In the order of their expiry: the first are the oldest.
    this.searches.delete(key);
    this.searches.set(key, { expiry: now + REMEMBERED_MS, awaitsList });
    for (const [oldest, { expiry }] of this.searches) {
      if (expiry > now && this.searches.size <= MAX_REMEMBERED) {
        return;
      }
      this.searches.delete(oldest);
    }
  }
}

function keyOf(principal: string, searchHash: string): string {
  return `${principal}\0${searchHash}`;
}
