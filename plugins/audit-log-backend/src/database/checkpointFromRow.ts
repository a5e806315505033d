// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import type { Dialect } from './dialect';
import type { CheckpointRow } from './sealingTables';

/** A checkpoint as it is given out. Whether it is signed is for whoever has the keys to verify. */
export function checkpointFromRow(
  row: CheckpointRow,
  dialect: Dialect,
): Checkpoint {
  return {
    size: Number(row.size),
    root: row.root.toString('base64'),
    sealedAt: new Date(dialect.readTime(row.sealed_at)).toISOString(),
    note: row.note,
  };
}
