// SPDX-License-Identifier: Apache-2.0

/** An event as the ledger answers it, with something of a person in every kind of place. */
export function auditEvent(sequence = 0) {
  const number = sequence.toString(16).padStart(12, '0');
  return {
    id: `019ab000-0000-7000-8000-${number}`,
    sequence,
    operationId: `00000000-0000-4000-8000-${number}`,
    occurredAt: '2026-11-24T12:00:00.000Z',
    recordedAt: '2026-11-24T12:00:00.250Z',
    durationMs: 12,
    plugin: 'catalog',
    event: 'entity-mutate',
    action: 'catalog.entity-mutate.refresh',
    category: 'catalog',
    severity: 'medium',
    outcome: 'succeeded',
    actor: {
      type: 'user',
      ref: 'user:default/jane',
      title: 'Jane Doe',
    } as { type: string; ref?: string; title?: string },
    targets: [
      { ref: 'component:default/payments', title: 'Payments' },
      { ref: 'User:default/joe', title: 'Joe' },
    ] as { ref: string; title?: string }[],
    projects: [{ ref: 'system:default/money' }],
    request: {
      method: 'POST',
      path: '/api/catalog/refresh',
      address: '192.0.2.7',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/150.0',
    } as Record<string, string>,
    changes: [
      { path: '/spec/owner', before: 'user:joe', after: 'group:default/crew' },
    ] as { path: string; before?: unknown; after?: unknown }[],
    meta: {
      entityRef: 'component:default/payments',
      reviewers: ['user:default/jane', 'group:default/crew', 'joe@example.com'],
      'a/b~c': 'jane@example.com',
      phone: { country: '+49', number: '555' },
    } as Record<string, unknown>,
    erased: undefined as string[] | undefined,
  };
}
