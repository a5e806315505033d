// SPDX-License-Identifier: Apache-2.0
import { sealedEventFromRow } from 'backstage-plugin-audit-log-backend/src/database/eventFromRow';
import { eventToRow } from 'backstage-plugin-audit-log-backend/src/database/eventRow';
import { sealEvent } from 'backstage-plugin-audit-log-backend/src/database/sealEvent';
import type { SealedEvent } from 'backstage-plugin-audit-log-backend/src/query/AuditEventReader';
import { createActivity } from '../activity';

const MILLISECONDS = { readTime: Number };
const NOTHING_PERSONAL = { personalOf: () => [] };

/** Made-up activity as a database gives it back, sealed, with sequences from 0 on. */
export function* sealedActivity(
  options: Parameters<typeof createActivity>[0],
): Generator<SealedEvent> {
  let position = 0;
  for (const event of createActivity(options)) {
    const { row } = sealEvent(eventToRow(event), NOTHING_PERSONAL);
    yield sealedEventFromRow(
      { ...row, position, first_sequence: 0 },
      MILLISECONDS,
    );
    position += 1;
  }
}
