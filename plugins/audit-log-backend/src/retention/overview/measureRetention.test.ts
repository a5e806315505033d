// SPDX-License-Identifier: Apache-2.0
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { KeptRun } from '../runs/operations/listRuns';
import { ArchiveCheck } from './ArchiveCheck';
import { measureRetention } from './measureRetention';

const NOW = Date.parse('2026-11-30T12:00:00Z');
const run = (
  state: KeptRun['run']['state'],
  endedAt: string | undefined,
  record: KeptRun['record'] = { clock: {} },
  waiting: KeptRun['run']['waiting'] = [],
): KeptRun => ({
  record,
  run: {
    id: 'x',
    state,
    startedAt: endedAt ?? '2026-11-30T11:00:00Z',
    endedAt,
    archivedEvents: 0,
    removedEvents: 0,
    waiting,
  },
});

/** What the metrics are when they are asked for. */
async function measured(options: {
  runs: () => Promise<readonly KeptRun[]>;
  doubtedSince?: number;
  check?: () => Promise<void>;
}) {
  const callbacks = new Map<string, (result: any) => Promise<void>>();
  const metrics = metricsServiceMock.mock();
  metrics.createObservableGauge.mockImplementation((name: string): any => ({
    addCallback: (callback: any) => callbacks.set(name, callback),
  }));
  const { doubtedSince } = options;
  measureRetention(metrics, {
    runs: { list: options.runs },
    judge: { isTrusted: async () => doubtedSince === undefined },
    check: ArchiveCheck.create({
      store: { check: options.check ?? (async () => {}) },
      clock: () => NOW,
    }),
  });
  const values: Record<string, number> = {};
  for (const [name, callback] of callbacks) {
    await callback({
      observe: (value: number) => {
        values[name] = value;
      },
    });
  }
  return values;
}

describe('measureRetention', () => {
  it('tells of the last run that came to its end', async () => {
    expect(
      await measured({
        runs: async () => [
          run('running', undefined),
          run('failed', '2026-11-30T10:00:00Z'),
          run('done', '2026-11-30T09:30:00Z', { restores: 'file' }),
          run('waiting', '2026-11-30T09:00:00Z', { clock: {} }, [
            { message: 'No room' },
            { message: 'Still none' },
          ]),
          run('done', '2026-11-29T09:00:00Z'),
        ],
      }),
    ).toEqual({
      'audit_log.retention.last_run':
        Date.parse('2026-11-30T09:00:00Z') / 1_000,
      'audit_log.retention.waiting': 2,
      'audit_log.retention.clock_trusted': 1,
      'audit_log.archive.working': 1,
    });
  });

  it('tells of an archive that is away, and of a clock in doubt', async () => {
    expect(
      await measured({
        runs: async () => [],
        doubtedSince: NOW,
        check: () => Promise.reject(new Error('away')),
      }),
    ).toEqual({
      'audit_log.retention.waiting': 0,
      'audit_log.retention.clock_trusted': 0,
      'audit_log.archive.working': 0,
    });
  });

  it('says nothing of runs while the database is away', async () => {
    expect(
      await measured({ runs: () => Promise.reject(new Error('away')) }),
    ).toEqual({ 'audit_log.archive.working': 1 });
  });
});
