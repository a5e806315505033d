// SPDX-License-Identifier: Apache-2.0
import type { PeriodColumns } from '../../database/accessTables';
import type { AccessTransaction } from '../store/AccessTransaction';

/** The columns of a row that holds from now on. */
export function startedNow({
  dialect,
  changer,
  now,
}: AccessTransaction): Pick<
  PeriodColumns,
  'started_at' | 'started_by' | 'started_operation'
> {
  return {
    started_at: dialect.writeTime(now),
    started_by: changer.by ?? null,
    started_operation: changer.operationId ?? null,
  };
}

/** The columns of a row that holds no longer. */
export function endedNow({
  dialect,
  changer,
  now,
}: AccessTransaction): Pick<
  PeriodColumns,
  'ended_at' | 'ended_by' | 'ended_operation'
> {
  return {
    ended_at: dialect.writeTime(now),
    ended_by: changer.by ?? null,
    ended_operation: changer.operationId ?? null,
  };
}
