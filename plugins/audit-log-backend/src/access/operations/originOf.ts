// SPDX-License-Identifier: Apache-2.0
import type { PeriodColumns } from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';
import type { Origin } from '../model/facts';

/** Since when a row holds, and by whom. */
export function originOf(
  row: Pick<PeriodColumns, 'started_at' | 'started_by' | 'started_operation'>,
  dialect: Dialect,
): Origin {
  return {
    since: dialect.readTime(row.started_at),
    ...(row.started_by !== null && { by: row.started_by }),
    ...(row.started_operation !== null && {
      operationId: row.started_operation,
    }),
  };
}
