// SPDX-License-Identifier: Apache-2.0
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type { ClockJudge } from '../runs/ClockJudge';
import type { RetentionRuns } from '../runs/RetentionRuns';
import type { ArchiveCheck } from './ArchiveCheck';
import { Remembered } from './Remembered';

interface State {
  readonly endedAt?: number;
  readonly waiting: number;
  readonly isClockTrusted: boolean;
}

type Gauge = [
  name: string,
  unit: string,
  description: string,
  read: (state: State) => number | undefined,
];

const GAUGES: readonly Gauge[] = [
  [
    'audit_log.retention.last_run',
    's',
    'When a run of retention last came to its end, in seconds since 1970',
    ({ endedAt }) => endedAt && endedAt / 1_000,
  ],
  [
    'audit_log.retention.waiting',
    '{file}',
    'What was due in the last run of retention and could not be done',
    ({ waiting }) => waiting,
  ],
  [
    'audit_log.retention.clock_trusted',
    '1',
    '1 while the time fits that of the last run, 0 while nothing is removed for it',
    ({ isClockTrusted }) => (isClockTrusted ? 1 : 0),
  ],
];

/** Gives the metrics of the portal what it is asked for about retention. Whichever replica runs, each of them tells the same. */
export function measureRetention(
  metrics: MetricsService,
  {
    runs,
    judge,
    check,
  }: {
    readonly runs: Pick<RetentionRuns, 'list'>;
    readonly judge: Pick<ClockJudge, 'isTrusted'>;
    readonly check: ArchiveCheck;
  },
): void {
  const state = new Remembered(() => readState(runs, judge));
  for (const [name, unit, description, read] of GAUGES) {
    metrics
      .createObservableGauge(name, { unit, description })
      .addCallback(async result => {
        // While the database is away there is nothing to tell.
        const known = await state.get().catch(() => undefined);
        const value = known && read(known);
        if (value !== undefined) {
          result.observe(value);
        }
      });
  }
  metrics
    .createObservableGauge('audit_log.archive.working', {
      unit: '1',
      description: '1 while the archive can be used, 0 while it cannot',
    })
    .addCallback(async result => {
      result.observe((await check.look()) ? 0 : 1);
    });
}

async function readState(
  runs: Pick<RetentionRuns, 'list'>,
  judge: Pick<ClockJudge, 'isTrusted'>,
): Promise<State> {
  const last = (await runs.list()).find(
    ({ run, record }) =>
      record.clock && (run.state === 'done' || run.state === 'waiting'),
  );
  return {
    endedAt: last?.run.endedAt ? Date.parse(last.run.endedAt) : undefined,
    waiting: last?.run.waiting?.length ?? 0,
    isClockTrusted: await judge.isTrusted(),
  };
}
