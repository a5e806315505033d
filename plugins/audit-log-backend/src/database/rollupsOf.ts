// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { UnplacedEventRow } from './eventRow';
import type { RollupRow } from './tables';

const HOUR_MS = 60 * 60 * 1000;

/** Rows of counts before the ledger gives them a stream: `hour` is epoch milliseconds, whatever the engine. */
export type UnplacedRollup = Omit<RollupRow, 'stream' | 'hour' | 'events'> & {
  readonly hour: number;
  readonly events: number;
};

/** Counts events by the hour they began in and by what they were, in a fixed order. */
export function rollupsOf(
  rows: readonly UnplacedEventRow[],
): readonly UnplacedRollup[] {
  const counts = new Map<string, { row: UnplacedEventRow; events: number }>();
  for (const row of rows) {
    const key = JSON.stringify([hourOf(row), ...dimensionsOf(row)]);
    const count = counts.get(key);
    if (count) {
      count.events += 1;
    } else {
      counts.set(key, { row, events: 1 });
    }
  }
  return Array.from(counts.values(), ({ row, events }) => ({
    hour: hourOf(row),
    dimensions: createHash('sha256')
      .update(JSON.stringify(dimensionsOf(row)))
      .digest('base64url'),
    project: row.project ?? '',
    plugin: row.plugin,
    event: row.event,
    action: row.action,
    category: row.category,
    severity: row.severity,
    outcome: row.outcome,
    actor_type: row.actor_type,
    actor: row.actor ?? '',
    events,
  }));
}

function hourOf(row: UnplacedEventRow): number {
  return Math.floor(row.occurred_at / HOUR_MS) * HOUR_MS;
}

function dimensionsOf(row: UnplacedEventRow): readonly (string | number)[] {
  return [
    row.project ?? '',
    row.plugin,
    row.event,
    row.action,
    row.category,
    row.severity,
    row.outcome,
    row.actor_type,
    row.actor ?? '',
  ];
}
