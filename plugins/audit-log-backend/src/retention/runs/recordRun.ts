// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { AuditLogService } from 'backstage-plugin-audit-log-node';
import type { RunEnd } from './operations/updateRun';
import type { RunRecord } from './RunRecord';

/** How many files, or what waits, go on record by name. All are in the run, and each file is an event of its own. */
const MOST_RECORDED = 20;

const SEVERITIES = { done: 'low', waiting: 'medium', failed: 'high' } as const;

/** Puts on record how a run ended, unless its process was ended first: then the next one tells. */
export async function recordRun(
  auditLog: Pick<AuditLogService, 'record'>,
  run: {
    readonly id: string;
    readonly end: RunEnd;
    readonly operationId: string | undefined;
  },
): Promise<void> {
  const { id, end, operationId } = run;
  const { state, error } = end;
  if (state === 'interrupted') {
    return;
  }
  const { record = {} } = end;
  await auditLog.record({
    action: `retention-run.${state}`,
    severity: SEVERITIES[state],
    ...(state === 'failed' && { outcome: 'failed' }),
    operationId,
    meta: {
      run: id,
      ...(record.restores !== undefined && { restores: record.restores }),
      ...filesOf('archived', record.archived),
      ...filesOf('removed', record.removed),
      ...filesOf('returned', record.returned),
      ...(record.waiting?.length && {
        waiting: record.waiting.length,
        waitingFor: record.waiting
          .slice(0, MOST_RECORDED)
          .map(({ file, message }) =>
            file === undefined ? message : `${file}: ${message}`,
          ),
      }),
      ...(record.clock?.doubtedSince !== undefined && { clockInDoubt: true }),
      ...(error !== undefined && { error }),
    },
  });
}

function filesOf(name: string, files: RunRecord['archived'] = []): JsonObject {
  return files.length === 0
    ? {}
    : {
        [name]: files.reduce((total, { events }) => total + events, 0),
        [`${name}Files`]: files.slice(0, MOST_RECORDED).map(({ file }) => file),
      };
}
