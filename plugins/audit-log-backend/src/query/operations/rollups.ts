// SPDX-License-Identifier: Apache-2.0
import type { FilterName } from 'backstage-plugin-audit-log-common';
import { DAY_MS, HOUR_MS } from '../../database/rollupsOf';
import { TABLES } from '../../database/tables';

/** A table of counts, and the time that each of them is of. */
export interface Rollups {
  readonly table: typeof TABLES.rollups | typeof TABLES.actorRollups;
  readonly unitMs: number;
  /** What they tell apart. */
  readonly names: readonly FilterName[];
}

/** Counts by what events were. */
export const KINDS: Rollups = {
  table: TABLES.rollups,
  unitMs: HOUR_MS,
  names: [
    'plugin',
    'event',
    'action',
    'category',
    'severity',
    'outcome',
    'actorType',
  ],
};

/** Counts by who did it. */
export const ACTORS: Rollups = {
  table: TABLES.actorRollups,
  unitMs: DAY_MS,
  names: ['actor', 'actorType', 'outcome'],
};
