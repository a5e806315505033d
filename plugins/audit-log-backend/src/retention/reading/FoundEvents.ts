// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { ReadableFile } from './ReadableFile';
import type { FoundRow } from './selectFromFiles';
import type { Place, TimeTravel } from './TimeTravel';

/** An event that was found, in the live table, whole, or in one of some files. */
export interface FoundEvent {
  readonly place: Place;
  readonly event?: AuditEvent;
  readonly archived?: {
    readonly sequence: number;
    readonly among: readonly ReadableFile[];
  };
}

/** What was found so far on the way of a page, each event once. */
export class FoundEvents {
  static of(travel: TimeTravel, live: readonly AuditEvent[]): FoundEvents {
    const found = new FoundEvents(travel);
    for (const event of live) {
      const { id, occurredAt } = event;
      const place = { time: Date.parse(occurredAt), id };
      found.#byId.set(id, { place, event });
    }
    return found;
  }

  readonly #byId = new Map<string, FoundEvent>();

  private constructor(private readonly travel: TimeTravel) {}

  /** Adds what is in files. What is in the live table as well stays as it is there. */
  add(rows: readonly FoundRow[], among: readonly ReadableFile[]): void {
    for (const { id, occurred_at, sequence } of rows) {
      if (!this.#byId.has(id)) {
        const place = { time: occurred_at, id };
        this.#byId.set(id, { place, archived: { sequence, among } });
      }
    }
  }

  /** Those before a step, and not behind a place, in the order of the way. */
  until(step: number, last: Place | undefined): readonly FoundEvent[] {
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
