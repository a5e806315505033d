// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type AuditEvent,
  type Outcome,
  type Severity,
} from 'backstage-plugin-audit-log-common';

const people = [
  ['user:default/jane.doe', 'Jane Doe'],
  ['user:default/omar', 'عمر الخطيب'],
  ['user:default/yuki', '田中 雪 🦊'],
  [
    'user:default/wolfeschlegelsteinhausenbergerdorff',
    'Hubert Blaine Wolfeschlegelsteinhausenbergerdorff Senior of the Platform Team',
  ],
] as const;

const operations = [
  ['catalog', 'entity-mutate', 'refresh', 'medium'],
  ['catalog', 'entity-mutate', 'delete', 'medium'],
  ['scaffolder', 'task', 'create', 'medium'],
  ['audit-log', 'events-read', '', 'low'],
  ['permission', 'policy-write', 'create', 'critical'],
  ['auth', 'sign-in', '', 'high'],
] as const;

const targets = [
  ['component:default/artist-web', 'artist-web'],
  ['api:default/payments', 'Payments API'],
  ['task:0190a7c2-6f9e', undefined],
  [`component:default/${'very-long-name-'.repeat(4)}`, undefined],
] as const;

const outcomes: readonly Outcome[] = [
  'succeeded',
  'succeeded',
  'succeeded',
  'failed',
  'succeeded',
  'denied',
  'succeeded',
  'unfinished',
];

/** Events of all kinds, the newest first, an hour and a bit apart. */
export function exampleEvents(
  count: number,
  newest: number,
): readonly AuditEvent[] {
  return Array.from({ length: count }, (_, index) => event(index, newest));
}

function event(index: number, newest: number): AuditEvent {
  const [plugin, name, kind, severity] = pick(operations, index);
  const [ref, title] = pick(people, index >> 1);
  const [target, targetTitle] = pick(targets, index);
  const action = [plugin, name, kind].filter(Boolean).join('.');
  const outcome = pick(outcomes, index * 5 + (index >> 3));
  const occurredAt = new Date(newest - index * 4_000_000).toISOString();
  const isService = index % 9 === 4;
  const isAnonymous = index % 23 === 11;
  return {
    id: id('0190a7c2-0000-7000-8000', index),
    operationId: id('0190a7c2-0000-7000-9000', index),
    sequence: 100_000 - index,
    occurredAt,
    recordedAt: occurredAt,
    durationMs: outcome === 'unfinished' ? undefined : (index * 37) % 4000,
    plugin,
    event: name,
    action,
    category: describeAction(action).category,
    severity: severity as Severity,
    outcome,
    actor: actor({ isService, isAnonymous, ref, title, plugin }),
    targets: [
      { ref: target, title: targetTitle },
      ...(index % 7 === 0 ? [{ ref: 'component:default/second' }] : []),
    ],
    projects:
      index % 3 === 0 ? [{ ref: 'system:default/shop', title: 'Shop' }] : [],
    request: isService
      ? undefined
      : {
          method: 'DELETE',
          path: `/api/${plugin}/entities/by-uid/${index}`,
          address: index % 2 ? '192.0.2.7' : '2001:db8::8a2e:370:7334',
          userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0',
          traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        },
    error:
      outcome === 'failed'
        ? {
            name: 'ConflictError',
            message: `Entity is referenced by ${index} other entities; remove those first`,
          }
        : undefined,
    meta: {
      actionType: kind,
      entityRef: target,
      parameters: {
        owner: 'group:default/shop',
        tags: ['a', 'b'],
        token: '***',
      },
      ...(index % 10 === 1 ? { log: 'בדיקה lorem ipsum '.repeat(600) } : {}),
    },
    redacted: index % 4 === 0 ? ['/meta/parameters/token'] : undefined,
    truncated: index % 10 === 1 ? ['/meta/log'] : undefined,
    labels: index % 5 === 0 ? ['demonstration'] : undefined,
  };
}

function actor(options: {
  isService: boolean;
  isAnonymous: boolean;
  ref: string;
  title: string;
  plugin: string;
}): AuditEvent['actor'] {
  if (options.isAnonymous) {
    return { type: 'anonymous' };
  }
  if (options.isService) {
    return { type: 'service', ref: `plugin:${options.plugin}` };
  }
  const via = options.plugin === 'scaffolder' ? 'plugin:scaffolder' : undefined;
  return { type: 'user', ref: options.ref, title: options.title, via };
}

function pick<T>(values: readonly T[], index: number): T {
  return values[index % values.length];
}

function id(prefix: string, index: number): string {
  return `${prefix}-${index.toString(16).padStart(12, '0')}`;
}
