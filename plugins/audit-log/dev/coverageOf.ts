// SPDX-License-Identifier: Apache-2.0
import {
  EVENT_TYPES,
  EventTypeIndex,
  type AuditEvent,
  type Coverage,
  type CoveredAction,
  type EventType,
} from 'backstage-plugin-audit-log-common';
import { exampleMismatches } from './exampleReports';

const DAY = 86_400_000;

/** What the server says of the events that it holds, and of what plugins have declared. */
export function coverageOf(
  events: readonly AuditEvent[],
  declared: readonly EventType[],
  now: number,
): Coverage {
  const from = new Date(now - 30 * DAY).toISOString();
  const index = EventTypeIndex.of([...EVENT_TYPES, ...declared]);
  const own = new Set(declared.map(({ action }) => action));
  const mismatches = exampleMismatches(events);
  const items = new Map<string, CoveredAction>(
    [...EVENT_TYPES, ...declared].map(type => [
      type.action,
      {
        ...type,
        status: own.has(type.action) ? 'declared' : 'known',
        events: 0,
      },
    ]),
  );
  const isExternal = (plugin: string) => plugin.startsWith('external:');
  for (const { action, plugin, occurredAt } of events) {
    const unheard = isExternal(plugin) ? 'external' : 'undeclared';
    const item = items.get(action) ?? {
      ...index.describe(action),
      plugin,
      status: index.find(action) ? 'known' : unheard,
      events: 0,
    };
    const { events: count = 0, lastSeen = '' } = item;
    items.set(action, {
      ...item,
      events: occurredAt >= from ? count + 1 : count,
      lastSeen: occurredAt > lastSeen ? occurredAt : lastSeen,
      mismatches: mismatches.get(action),
    });
  }
  const order = ({ plugin, action }: CoveredAction) => `${plugin} ${action}`;
  return {
    items: [...items.values()].sort((one, other) =>
      order(one) < order(other) ? -1 : 1,
    ),
    countedFrom: from,
    complete: true,
  };
}
