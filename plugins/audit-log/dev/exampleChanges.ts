// SPDX-License-Identifier: Apache-2.0
import {
  describeAction,
  type AuditEvent,
} from 'backstage-plugin-audit-log-common';

const PAYMENTS = { ref: 'api:default/payments', title: 'Payments API' };
const SHOP = { ref: 'system:default/shop', title: 'Shop' };

const definition = (retries: number) =>
  [
    'openapi: 3.1.0',
    'info:',
    '  title: Payments',
    '  version: 2.4.0',
    ...Array.from(
      { length: 40 },
      (_, index) => `# ${index}: one of many lines that stay as they are`,
    ),
    `x-retries: ${retries}`,
    ...Array.from({ length: 40 }, (_, index) => `# ${index}: another one`),
  ].join('\n');

const STATE = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'API',
  metadata: {
    name: 'payments',
    title: 'Payments API',
    tags: ['rest', 'عربي'],
    annotations: { 'backstage-audit-log/version-of': 'payments-v1' },
  },
  spec: {
    type: 'openapi',
    lifecycle: 'experimental',
    owner: 'group:default/shop',
    definition: definition(3),
  },
};

const CHANGES: readonly Pick<
  AuditEvent,
  | 'action'
  | 'targets'
  | 'severity'
  | 'meta'
  | 'changes'
  | 'redacted'
  | 'truncated'
>[] = [
  {
    action: 'catalog.project-configuration.update',
    severity: 'medium',
    targets: [SHOP],
    meta: {},
    changes: [
      {
        path: '/metadata/annotations/example.org~1cost-center',
        before: '4711',
        after: '4712',
      },
      { path: '/metadata/labels/tier', after: 'one' },
      { path: '/spec/domain', before: 'sales' },
      { path: '/spec/token', before: '[redacted]', after: '[redacted]' },
    ],
    redacted: ['/changes/3/before', '/changes/3/after'],
  },
  {
    action: 'catalog.api-proxy-promotion.initiate',
    severity: 'medium',
    targets: [PAYMENTS],
    meta: { from: 'experimental', to: 'production' },
    changes: [
      { path: '/spec/lifecycle', before: 'experimental', after: 'production' },
    ],
  },
  {
    action: 'catalog.api-proxy-change.update',
    severity: 'medium',
    targets: [PAYMENTS],
    meta: {},
    changes: [
      {
        path: '/metadata/links',
        before: [{ url: 'https://wiki.example.org/payments', title: 'Wiki' }],
        after: [
          { url: 'https://wiki.example.org/payments', title: 'Wiki' },
          { url: 'https://chat.example.org/payments', title: 'Chat' },
        ],
      },
      { path: '/spec/definition', before: definition(3), after: definition(5) },
      { path: '/spec/examples', after: 'lorem ipsum '.repeat(60) },
    ],
    truncated: ['/changes/2/after'],
  },
  {
    action: 'catalog.api-proxy-version.create',
    severity: 'medium',
    targets: [PAYMENTS, { ref: 'api:default/payments-v1' }],
    meta: { versionOf: 'api:default/payments-v1', state: STATE },
  },
  {
    action: 'catalog.api-proxy-change.delete',
    severity: 'high',
    targets: [PAYMENTS],
    meta: { reason: 'unregistered', lastState: STATE },
  },
];

/** What happened to entities of the catalog, the newest first, a minute apart. */
export function exampleChanges(newest: number): readonly AuditEvent[] {
  return CHANGES.map((change, index) => {
    const id = `0190a7c1-0000-7000-8000-${`${index}`.padStart(12, '0')}`;
    const occurredAt = new Date(newest - index * 60_000).toISOString();
    return {
      ...change,
      id,
      operationId: id,
      sequence: 200_000 - index,
      occurredAt,
      recordedAt: occurredAt,
      plugin: 'catalog',
      event: change.action.split('.')[1],
      category: describeAction(change.action).category,
      outcome: 'succeeded',
      actor: {
        type: 'user',
        ref: 'user:default/jane.doe',
        title: 'Jane Doe',
        via: 'location:default/generated-0a1b',
      },
      projects: [SHOP],
      labels: ['claimed-actor'],
    };
  });
}
