// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { FoundRow } from './selectFromFiles';
import type { Place, TimeTravel } from './TimeTravel';

/** An event that was found, in the live table or in a file. */
export interface FoundEvent {
  readonly place: Place;
  /** Whole; absent for what a file has beyond the page. */
  readonly event?: AuditEvent;
  readonly isArchived: boolean;
}

/** How far what was found is looked at. */
export interface FoundUntil {
  /** Events before this step. */
  readonly step: number;
  /** Events that are not behind this place. */
  readonly last: Place | undefined;
}

/** What was found so far on the way of a page, each event once. */
export class FoundEvents {
  static of(travel: TimeTravel, live: readonly AuditEvent[]): FoundEvents {
    const found = new FoundEvents(travel);
    for (const event of live) {
      const { id, occurredAt } = event;
      const place = { time: Date.parse(occurredAt), id };
      found.#byId.set(id, { place, event, isArchived: false });
    }
    return found;
  }

  readonly #byId = new Map<string, FoundEvent>();

  private constructor(private readonly travel: TimeTravel) {}

  /** Adds what is in files, whole where that was read, by sequence. What is in the live table as well stays as it is there. */
  add(
    rows: readonly FoundRow[],
    whole: ReadonlyMap<number, AuditEvent> = new Map(),
  ): void {
    for (const { id, occurred_at, sequence } of rows) {
      if (!this.#byId.has(id)) {
        const place = { time: occurred_at, id };
        const event = whole.get(sequence);
        this.#byId.set(id, { place, event, isArchived: true });
      }
    }
  }

  /** Those of what files have that are on a page of so many events, and are not in the live table. */
  onPage(
    rows: readonly FoundRow[],
    until: FoundUntil,
    limit: number,
  ): readonly FoundRow[] {
    const all = new FoundEvents(this.travel);
    this.#byId.forEach((event, id) => all.#byId.set(id, event));
    all.add(rows);
    const page = new Set(
      all
        .until(until)
        .slice(0, limit)
        .map(({ place }) => place.id),
    );
    return rows.filter(({ id }) => page.has(id) && !this.#byId.has(id));
  }

  /** In the order of the way. */
  until({ step, last }: FoundUntil): readonly FoundEvent[] {
    const { travel } = this;
    return [...this.#byId.values()]
      .filter(
        ({ place }) =>
          travel.stepOf(place.time) < step &&
          (!last || travel.compare(place, last) <= 0),
      )
      .sort((one, other) => travel.compare(one.place, other.place));
  }
}
