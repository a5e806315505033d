// SPDX-License-Identifier: Apache-2.0
import type {
  ArchiveFile,
  Hold,
  Retention,
  RetentionChange,
  RetentionPolicy,
  RetentionRun,
} from 'backstage-plugin-audit-log-common';
import { DateTime } from 'luxon';

const DAY = 86_400_000;

export const EXAMPLE_POLICY: RetentionPolicy = {
  live: 'P1Y',
  archive: 'P1Y',
  rules: [
    { name: 'sign-ins', category: ['auth'], live: 'P90D', archive: 'P6M' },
    {
      name: 'permissions',
      category: ['access-control', 'permission'],
      action: ['permission.*', 'audit-log.role-write.*'],
      archive: 'forever',
    },
    {
      name: 'refreshes',
      action: ['catalog.entity-mutate.refresh'],
      live: 'P30D',
      archive: 'P0D',
    },
  ],
};

/** An id, the same for the same number. */
export function exampleId(number: number): string {
  return `0190a7c2-0000-7000-a000-${number.toString(16).padStart(12, '0')}`;
}

/** A change of the policy. */
export function exampleChange(
  now: number,
  differing: Partial<RetentionChange> = {},
): RetentionChange {
  const createdAt = new Date(now - 40 * DAY).toISOString();
  return {
    id: exampleId(1),
    policy: EXAMPLE_POLICY,
    source: 'configuration',
    state: 'effective',
    createdAt,
    effectiveAt: createdAt,
    ...differing,
  };
}

/** A hold on a project. */
export function exampleHold(now: number, differing: Partial<Hold> = {}): Hold {
  return {
    id: exampleId(100),
    reason: 'Case 2026-114: the invoices of March',
    project: 'system:default/shop',
    createdAt: new Date(now - 20 * DAY).toISOString(),
    createdBy: 'user:default/jane.doe',
    ...differing,
  };
}

/** A run that archived a month. */
export function exampleRun(
  now: number,
  differing: Partial<RetentionRun> = {},
): RetentionRun {
  return {
    id: exampleId(200),
    state: 'done',
    startedAt: new Date(now - DAY).toISOString(),
    endedAt: new Date(now - DAY + 94_000).toISOString(),
    archivedEvents: 1_204_331,
    removedEvents: 0,
    ...differing,
  };
}

/** The file of a month, so many months ago. */
export function exampleFile(
  now: number,
  months: number,
  differing: Partial<ArchiveFile> = {},
): ArchiveFile {
  const from = DateTime.fromMillis(now, { zone: 'utc' })
    .startOf('month')
    .minus({ months });
  const to = from.plus({ months: 1 });
  const iso = (time: DateTime) => time.toJSDate().toISOString();
  const period = from.toFormat('yyyy-MM');
  const name = differing.class ?? 'default';
  const part = differing.part ?? 1;
  return {
    id: exampleId(1000 + months * 10 + part + name.length * 10_000),
    period,
    class: name,
    part,
    name: `events/year=${from.year}/month=${from.toFormat(
      'MM',
    )}/${period}.${name}.${part}.parquet`,
    state: 'archived',
    events: 1_180_000 - months * 7_311,
    bytes: 128_000_000 - months * 800_111,
    occurredFrom: iso(from.minus({ hours: 3 })),
    occurredTo: iso(to.minus({ milliseconds: 1 })),
    startedAt: iso(to.plus({ years: 1 })),
    archivedAt: iso(to.plus({ years: 1, minutes: 2 })),
    removeAt: iso(to.plus({ years: 2 })),
    ...differing,
  };
}

/** Of a portal that is two years old. */
export function exampleRetention(now: number): Retention {
  const month = DateTime.fromMillis(now, { zone: 'utc' }).startOf('month');
  const hold = exampleHold(now);
  const files = Array.from({ length: 9 }, (_, index) =>
    exampleFile(now, 13 + index, index === 4 ? { holds: [hold.id] } : {}),
  );
  const signIns = Array.from({ length: 5 }, (_, index) =>
    exampleFile(now, 4 + index, {
      class: 'sign-ins',
      events: 84_210 - index * 111,
      bytes: 9_100_000 - index * 20_000,
    }),
  );
  const live = Array.from({ length: 13 }, (_, index) => ({
    period: month.minus({ months: index }).toFormat('yyyy-MM'),
    events: index === 0 ? 902_114 : 1_200_000 - index * 9_113,
    bytes: (index === 0 ? 902_114 : 1_200_000 - index * 9_113) * 820,
    archiveAt: month
      .minus({ months: index - 1 })
      .plus({ years: 1 })
      .toJSDate()
      .toISOString(),
  }));
  const sum = (values: readonly (number | undefined)[]) =>
    values.reduce<number>((total, value = 0) => total + value, 0);
  return {
    policy: exampleChange(now),
    configured: EXAMPLE_POLICY,
    changes: [exampleChange(now)],
    holds: [hold],
    live,
    files: [...signIns, ...files],
    totals: {
      liveEvents: sum(live.map(({ events }) => events)),
      liveBytes: sum(live.map(({ bytes }) => bytes)),
      archivedEvents: sum([...files, ...signIns].map(({ events }) => events)),
      archivedBytes: sum([...files, ...signIns].map(({ bytes }) => bytes)),
      removedEvents: 0,
    },
    growth: {
      eventsPerMonth: 1_190_000,
      bytesPerEvent: 820,
      archivedBytesPerEvent: 109,
      liveBytesExpected: 11_709_600_000,
      archivedBytesExpected: 1_556_520_000,
    },
    archive: {
      kind: 'directory',
      location: '/var/lib/portal/audit-log-archive',
      period: 'month',
      unknownFiles: 0,
    },
    nextRunAt: new Date(now + DAY / 2).toISOString(),
    runs: [
      exampleRun(now),
      exampleRun(now - DAY, {
        id: exampleId(201),
        archivedEvents: 0,
        state: 'waiting',
        waiting: [
          {
            file: `${month.minus({ months: 13 }).toFormat('yyyy-MM')}, default`,
            message:
              'The archive is full: no space left on device. Free some, or give it another directory.',
          },
        ],
      }),
      exampleRun(now - 2 * DAY, {
        id: exampleId(202),
        archivedEvents: 0,
        startedBy: 'user:default/jane.doe',
      }),
    ],
  };
}

/** Of a portal that is new. */
export function emptyRetention(now: number): Retention {
  const policy = { live: 'P1Y', archive: 'P1Y', rules: [] };
  return {
    ...exampleRetention(now),
    policy: exampleChange(now, { policy }),
    configured: policy,
    changes: [],
    holds: [],
    live: [],
    files: [],
    totals: {
      liveEvents: 0,
      archivedEvents: 0,
      archivedBytes: 0,
      removedEvents: 0,
    },
    growth: { eventsPerMonth: 0 },
    runs: [],
  };
}
