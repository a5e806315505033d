// SPDX-License-Identifier: Apache-2.0
import { EventTypeIndex } from 'backstage-plugin-audit-log-common';
import type { AuditLogApi } from '../api';

interface Asked {
  readonly answer: Promise<EventTypeIndex>;
  /** Once it is there. */
  value?: EventTypeIndex;
}

const asked = new WeakMap<AuditLogApi, Asked>();

/** What the backend knows of event types. It is asked once, for as long as the app is open, and again after a failure. */
export function eventTypesOf(api: AuditLogApi): Asked {
  const before = asked.get(api);
  if (before) {
    return before;
  }
  const now: Asked = {
    answer: api.listEventTypes().then(EventTypeIndex.of),
  };
  asked.set(api, now);
  now.answer.then(
    value => {
      now.value = value;
    },
    () => {
      asked.delete(api);
    },
  );
  return now;
}
