// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';

/** The tables of counts: of how long a time, their keys, and what they count by, of the columns of an event. */
export const COUNTED = [
  {
    table: TABLES.rollups,
    unit: 'hour',
    key: ['hour', 'stream', 'dimensions'],
    by: ['plugin', 'event', 'action', 'severity', 'outcome', 'actor_type'],
  },
  {
    table: TABLES.actorRollups,
    unit: 'day',
    key: ['hour', 'stream', 'actor', 'actor_type', 'outcome'],
    by: ['actor', 'actor_type', 'outcome'],
  },
] as const;
