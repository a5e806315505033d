// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type AuditEvent,
  type CoveredAction,
  type EventType,
} from 'backstage-plugin-audit-log-common';

const type = (
  action: string,
  title: string,
  description: string,
): EventType => ({
  action: `quality.${action}`,
  plugin: 'quality',
  event: action.split('.')[0],
  title,
  description,
  category: 'reports',
  read: false,
});

/** What a plugin of somebody's own has declared. */
export const DECLARED_TYPES: readonly EventType[] = [
  type('report.publish', 'Published report', 'A report was published.'),
  type('report.retract', 'Took back report', 'A report was taken back.'),
  type('threshold.change', 'Changed threshold', 'A threshold was changed.'),
];

const REPORTS: readonly Pick<
  AuditEvent,
  'plugin' | 'action' | 'meta' | 'labels'
>[] = [
  { plugin: 'quality', action: 'quality.report.publish', meta: { pages: 12 } },
  {
    plugin: 'quality',
    action: 'quality.report.publish',
    meta: { pages: 'twelve' },
    labels: ['unexpected-meta'],
  },
  {
    plugin: 'quality',
    action: 'quality.page-layout.reset',
    meta: {},
    labels: ['undeclared'],
  },
  {
    plugin: 'external:ci.example.org',
    action: 'external.com.example.deploy.started',
    meta: { source: 'ci.example.org' },
    labels: ['external'],
  },
];

/** Events of that plugin, of which one is not as declared and one is not declared, and of a system outside the portal. */
export function exampleReports(newest: number): readonly AuditEvent[] {
  return REPORTS.map((report, index) => {
    const id = `0190a7c3-0000-7000-8000-${`${index}`.padStart(12, '0')}`;
    const occurredAt = new Date(newest - index * 60_000).toISOString();
    return {
      ...report,
      id,
      operationId: id,
      sequence: 300_000 - index,
      occurredAt,
      recordedAt: occurredAt,
      event: report.action.split('.')[1],
      category: describeAction(report.action).category,
      severity: 'low',
      outcome: 'succeeded',
      actor: {
        type: 'user',
        ref: 'user:default/jane.doe',
        title: 'Jane Doe',
      },
      targets: [{ ref: `report:${index}` }],
      projects: [],
    };
  });
}

/** What of it was not as declared. */
export function exampleMismatches(
  events: readonly AuditEvent[],
): ReadonlyMap<string, CoveredAction['mismatches']> {
  return new Map(
    events
      .filter(({ labels }) => labels?.includes('unexpected-meta'))
      .map(({ action, id, occurredAt }) => [
        action,
        {
          events: 1,
          lastSeen: occurredAt,
          eventId: id,
          pointer: '/pages',
          message: 'must be integer',
        },
      ]),
  );
}
