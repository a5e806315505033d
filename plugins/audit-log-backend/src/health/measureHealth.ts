// SPDX-License-Identifier: Apache-2.0
import type {
  MetricsService,
  MetricsServiceObservableResult,
} from '@backstage/backend-plugin-api/alpha';
import type { MeasuringSink } from '../capture/MeasuringSink';
import type { Health, RecordingStatus } from './Health';

type Gauge = [
  name: string,
  unit: string,
  description: string,
  read: (status: RecordingStatus) => number,
];

const GAUGES: readonly Gauge[] = [
  [
    'audit_log.events.waiting',
    '{event}',
    'Events that the ledger has not taken yet',
    ({ waiting }) => waiting,
  ],
  [
    'audit_log.events.oldest_waiting_age',
    's',
    'How long the oldest event that waits has waited',
    ({ oldestWaitingAt }) =>
      oldestWaitingAt
        ? Math.max(Date.now() - Date.parse(oldestWaitingAt), 0) / 1_000
        : 0,
  ],
  [
    'audit_log.journal.size',
    'By',
    'Bytes of the journal on the disk, and of that of the start while events wait in it',
    ({ journalBytes }) => journalBytes,
  ],
  [
    'audit_log.journal.working',
    '1',
    '1 when the journal can be written, 0 when events wait in memory only',
    ({ isJournalWorking }) => (isJournalWorking ? 1 : 0),
  ],
];

const COUNTERS: readonly Gauge[] = [
  [
    'audit_log.events.dropped',
    '{event}',
    'Events lost for want of room since the start',
    ({ dropped }) => dropped,
  ],
  [
    'audit_log.operations.refused',
    '{operation}',
    'Operations refused since the start, because they could not have been recorded',
    ({ refused }) => refused,
  ],
];

/** Gives the metrics of the portal what it is asked for about recording. */
export function measureHealth(options: {
  readonly metrics: MetricsService;
  readonly health: Pick<Health, 'status'>;
  readonly commits: MeasuringSink;
}): void {
  const { metrics, health, commits } = options;
  const observe =
    (read: Gauge[3]) => (result: MetricsServiceObservableResult) =>
      result.observe(read(health.status().recording));
  for (const [name, unit, description, read] of GAUGES) {
    metrics
      .createObservableGauge(name, { unit, description })
      .addCallback(observe(read));
  }
  for (const [name, unit, description, read] of COUNTERS) {
    metrics
      .createObservableCounter(name, { unit, description })
      .addCallback(observe(read));
  }
  const duration = metrics.createHistogram('audit_log.commit.duration', {
    unit: 's',
    description: 'How long the ledger takes to commit what it is given at once',
    advice: {
      explicitBucketBoundaries: [
        0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60,
      ],
    },
  });
  commits.observe(milliseconds => duration.record(milliseconds / 1_000));
}
