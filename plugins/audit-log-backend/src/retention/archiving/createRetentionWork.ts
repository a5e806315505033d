// SPDX-License-Identifier: Apache-2.0
import { LEAVING_GRACE_MS } from '../files/ArchiveCatalog';
import type { PeriodLength } from '../policy/periods';
import type { ArchiveErasure } from './ArchiveErasure';
import { DefaultRetentionWork } from './DefaultRetentionWork';
import { DefaultFileErasure } from './erasing/DefaultFileErasure';
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
  const { period = 'month', ...rest } = options;
  return DefaultRetentionWork.create({
    context: contextOf(rest),
    length: period,
  });
}

/** What erasures do in the archive that runs of retention work on. Nothing is done before it is asked for. */
export function createArchiveErasure(
  options: Omit<RetentionWorkOptions, 'period'>,
): ArchiveErasure {
  const context = contextOf(options);
  return { begin: request => DefaultFileErasure.create(context, request) };
}

function contextOf({
  graceMs = LEAVING_GRACE_MS,
  onStep = () => {},
  ...rest
}: Omit<RetentionWorkOptions, 'period'>): WorkContext {
  return { ...rest, graceMs, onStep };
}
