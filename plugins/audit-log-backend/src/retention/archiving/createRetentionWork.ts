// SPDX-License-Identifier: Apache-2.0
import { LEAVING_GRACE_MS } from '../files/ArchiveCatalog';
import type { PeriodLength } from '../policy/periods';
import { DefaultRetentionWork } from './DefaultRetentionWork';
import type { RetentionWork } from './RetentionWork';
import type { WorkContext } from './WorkContext';

export interface RetentionWorkOptions
  extends Omit<WorkContext, 'graceMs' | 'onStep'> {
  /** What moves to the archive together: a month by default. */
  readonly period?: PeriodLength;
  readonly graceMs?: number;
  readonly onStep?: WorkContext['onStep'];
}

/** What runs of retention do. Nothing is done before it is asked for. */
export function createRetentionWork(
  options: RetentionWorkOptions,
): RetentionWork {
  const {
    period = 'month',
    graceMs = LEAVING_GRACE_MS,
    onStep = () => {},
    ...rest
  } = options;
  return DefaultRetentionWork.create({
    context: { ...rest, graceMs, onStep },
    length: period,
  });
}
