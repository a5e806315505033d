// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  eventFromRow,
  sealedEventFromRow,
} from '../../../database/eventFromRow';
import { eventToRow } from '../../../database/eventRow';
import { sealEvent } from '../../../database/sealEvent';
import type { SealedEvent } from '../../../query/AuditEventReader';

const MILLISECONDS = { readTime: Number };

/** Events as a database gives them back, sealed, with sequences from `first` on. */
export function sealedEvents(
  events: readonly NewAuditEvent[],
  first = 0,
): SealedEvent[] {
  return events.map((event, index) => {
    const { row } = sealEvent(eventToRow(event), {
      personalOf: () => ['/meta/phone'],
    });
    return sealedEventFromRow(
      { ...row, position: index, first_sequence: first },
      MILLISECONDS,
    );
  });
}

/** The same where nothing is sealed. */
export function unsealedEvents(
  events: readonly NewAuditEvent[],
  first = 0,
): SealedEvent[] {
  return events.map((event, index) => ({
    event: eventFromRow(
      { ...eventToRow(event).row, position: index, first_sequence: first },
      MILLISECONDS,
    ),
  }));
}

export async function* inBatches(
  events: readonly SealedEvent[],
  size = 100,
): AsyncGenerator<readonly SealedEvent[]> {
  for (let start = 0; start < events.length; start += size) {
    yield events.slice(start, start + size);
  }
}
