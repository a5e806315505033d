// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type { EventBatch } from './EventBatch';

/** As many events as are written at once without holding up anything else. */
const PIECE = 64;

/** A batch of events that are there already. */
export function batchOfEvents(given: readonly AuditEvent[]): EventBatch {
  let events = given;
  return {
    length: given.length,
    events: () => events,
    *text(format) {
      const all = events;
      events = [];
      for (let start = 0; start < all.length; start += PIECE) {
        yield format.write(all.slice(start, start + PIECE));
      }
    },
  };
}
