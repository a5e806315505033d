// SPDX-License-Identifier: Apache-2.0
import type {
  CoveredAction,
  EventType,
} from 'backstage-plugin-audit-log-common';
import type { Dialect } from '../../database/dialect';
import type { MismatchRow } from '../../database/registryTables';
import type { EventTypeRegistry } from '../../eventTypes/EventTypeRegistry';
import { isExternal } from '../../eventTypes/isExternal';
import type { SeenAction } from './readSeenActions';

export interface ActionsToCover {
  readonly registry: EventTypeRegistry;
  readonly seen: readonly SeenAction[];
  /** Undefined when there were too many to count. */
  readonly counts: ReadonlyMap<string, number> | undefined;
  readonly mismatches: readonly MismatchRow[];
  readonly dialect: Dialect;
}

/** Puts together what is known of actions and what was seen of them, by plugin and action. */
export function coverActions(options: ActionsToCover): CoveredAction[] {
  const { registry, seen, counts } = options;
  const known = new Map(
    Array.from(registry.types, type => [type.action, type]),
  );
  const mismatches = currentMismatches(options);
  // A kind that is not known goes by its event, which was seen with it.
  const seenTypes = new Set<string>();
  const items = seen.map(({ action, plugin, lastSeen }): CoveredAction => {
    const event = action.split('.', 2).join('.');
    const type = known.has(action) ? action : event;
    seenTypes.add(type);
    return {
      ...registry.describe(action),
      plugin,
      status: statusOf(action, plugin, registry),
      events: counts && (counts.get(action) ?? 0),
      lastSeen: new Date(lastSeen).toISOString(),
      mismatches: mismatches.get(action),
    };
  });
  const neverSeen = [...known.values()].filter(
    ({ action }) => !seenTypes.has(action),
  );
  return [
    ...items,
    ...neverSeen.map(
      (type: EventType): CoveredAction => ({
        ...type,
        status: statusOf(type.action, type.plugin, registry),
        events: counts && 0,
        mismatches: mismatches.get(type.action),
      }),
    ),
  ].sort(
    (one, other) =>
      compare(one.plugin, other.plugin) || compare(one.action, other.action),
  );
}

function statusOf(
  action: string,
  plugin: string,
  registry: EventTypeRegistry,
): CoveredAction['status'] {
  if (isExternal(plugin)) {
    return 'external';
  }
  if (registry.declared(action)) {
    return 'declared';
  }
  return registry.find(action) ? 'known' : 'undeclared';
}

/** Those that were counted by the schema that an action has now. */
function currentMismatches({ registry, mismatches, dialect }: ActionsToCover) {
  const current = new Map<string, CoveredAction['mismatches']>();
  for (const row of mismatches) {
    if (registry.declared(row.action)?.check?.digest === row.schema) {
      current.set(row.action, {
        events: Number(row.events),
        lastSeen: new Date(dialect.readTime(row.last_seen)).toISOString(),
        eventId: row.event_id,
        pointer: row.pointer,
        message: row.message,
      });
    }
  }
  return current;
}

/** By code units: the engines' own collations differ. */
function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
