// SPDX-License-Identifier: Apache-2.0
import type { Retention } from 'backstage-plugin-audit-log-common';
import {
  EXAMPLE_POLICY,
  emptyRetention,
  exampleChange,
  exampleFile,
  exampleHold,
  exampleId,
  exampleRetention,
  exampleRun,
} from './exampleRetention';

const DAY = 86_400_000;

/** States of retention to look at, by the names that the page of the development server takes in its address, as in `?retention=empty`. */
export const RETENTION_STATES: Readonly<
  Record<string, (now: number) => Retention>
> = {
  empty: emptyRetention,
  example: exampleRetention,
  trouble: troubledRetention,
  many: manyRetention,
};

/** Of a portal where everything that can wait or be in doubt does. */
export function troubledRetention(now: number): Retention {
  const example = exampleRetention(now);
  const pending = exampleChange(now, {
    id: exampleId(2),
    policy: { ...EXAMPLE_POLICY, live: 'P6M', rules: [] },
    source: 'portal',
    state: 'pending',
    reason: 'Decided by the data protection officer on 27 November',
    createdAt: new Date(now - DAY).toISOString(),
    createdBy: 'user:default/omar',
    effectiveAt: new Date(now + 6 * DAY).toISOString(),
  });
  const current = exampleChange(now, {
    source: 'portal',
    createdBy: 'user:default/yuki',
    reason: 'The auditors want three years',
    policy: { ...EXAMPLE_POLICY, archive: 'P2Y' },
  });
  return {
    ...example,
    policy: current,
    pending,
    changes: [
      pending,
      current,
      exampleChange(now - 9 * DAY, {
        id: exampleId(3),
        state: 'cancelled',
        source: 'portal',
        createdBy: 'user:default/yuki',
        endedBy: 'user:default/omar',
        reason: 'A slip',
      }),
      exampleChange(now - 30 * DAY, { id: exampleId(4), state: 'replaced' }),
    ],
    holds: [
      ...example.holds,
      exampleHold(now - 40 * DAY, {
        id: exampleId(101),
        project: undefined,
        actor: 'user:default/omar',
        from: new Date(now - 400 * DAY).toISOString(),
        to: new Date(now - 300 * DAY).toISOString(),
        reason: 'Request of the works council',
        releasedAt: new Date(now - 2 * DAY).toISOString(),
        releasedBy: 'user:default/yuki',
        releaseReason: 'Settled',
      }),
    ],
    files: example.files.map((file, index) => {
      switch (index) {
        case 0:
          return {
            ...file,
            state: 'writing' as const,
            events: undefined,
            bytes: undefined,
          };
        case 5:
          return {
            ...file,
            restoredUntil: new Date(now + 5 * DAY).toISOString(),
            restoredBy: 'user:default/yuki',
          };
        case 13:
          return {
            ...file,
            state: 'removed' as const,
            removedAt: new Date(now - 2 * DAY).toISOString(),
          };
        default:
          return file;
      }
    }),
    archive: {
      kind: 's3',
      location: 's3://portal-audit-archive/production',
      period: 'month',
      problem:
        'The bucket portal-audit-archive refuses access (AccessDenied). Check that the role of the backend may s3:GetObject, s3:PutObject and s3:DeleteObject on it.',
      problemSince: new Date(now - 3 * DAY).toISOString(),
      unknownFiles: 3,
    },
    clock: {
      now: new Date(now).toISOString(),
      lastRunAt: new Date(now - 71 * DAY).toISOString(),
      message:
        'The last run was 71 days ago. Either the portal was off for so long, or the clock has jumped.',
    },
    runs: [
      exampleRun(now, {
        id: exampleId(210),
        state: 'running',
        startedAt: new Date(now - 60_000).toISOString(),
        endedAt: undefined,
        archivedEvents: 0,
        progress: {
          step: 'writing',
          file: '2025-10, default',
          events: 200_000,
          of: 600_000,
        },
      }),
      ...example.runs.slice(1),
      exampleRun(now - 5 * DAY, {
        id: exampleId(211),
        state: 'failed',
        error: 'The database does not answer: connect ECONNREFUSED',
        archivedEvents: 0,
      }),
      exampleRun(now - 6 * DAY, {
        id: exampleId(212),
        state: 'interrupted',
        archivedEvents: 300_000,
      }),
    ],
  };
}

/** Of a portal with as much of everything as there can be. */
export function manyRetention(now: number): Retention {
  const example = exampleRetention(now);
  const rules = Array.from({ length: 50 }, (_, index) => ({
    name: `rule-with-quite-a-long-name-number-${index + 1}`,
    action: Array.from(
      { length: (index % 5) + 1 },
      (__, one) => `plugin-${index}.some-very-long-event-name-${one}.*`,
    ),
    category: index % 3 === 0 ? [`category-${index}`] : undefined,
    live: index % 2 === 0 ? `P${index + 1}M` : undefined,
    archive: index % 4 === 0 ? 'forever' : undefined,
  }));
  const policy = { ...EXAMPLE_POLICY, rules };
  return {
    ...example,
    policy: exampleChange(now, { policy }),
    configured: policy,
    files: Array.from({ length: 60 }, (_, index) =>
      exampleFile(now, 13 + index, {
        events: 1_234_567_890 - index,
        bytes: 2_345_678_901_234,
        class: index % 6 === 5 ? rules[index % 50].name : 'default',
      }),
    ),
    holds: Array.from({ length: 30 }, (_, index) =>
      exampleHold(now, {
        id: exampleId(300 + index),
        reason: `Case 2026-${index}: ${'a long story, '.repeat(20)}`,
      }),
    ),
    runs: Array.from({ length: 50 }, (_, index) =>
      exampleRun(now - index * DAY, { id: exampleId(400 + index) }),
    ),
  };
}
