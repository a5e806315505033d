// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { UUID } from 'uuidv7';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';

/** A UUIDv7 of a moment, now by default. */
export function uuidAt(time: number = Date.now()): string {
  return UUID.fromFieldsV7(
    time,
    randomInt(2 ** 12),
    randomInt(2 ** 30),
    randomInt(2 ** 32),
  ).toString();
}

/** An ordinary event, recorded at the time in its id (now by default), with what a test is about in place of the usual. */
export function auditEvent(given: Partial<NewAuditEvent> = {}): NewAuditEvent {
  const id = given.id ?? uuidAt();
  const time = new Date(
    parseInt(id.slice(0, 8) + id.slice(9, 13), 16),
  ).toISOString();
  return {
    id,
    operationId: uuidAt(),
    occurredAt: time,
    recordedAt: time,
    durationMs: 12,
    plugin: 'catalog',
    event: 'entity-mutate',
    action: 'catalog.entity-mutate.delete',
    category: 'Catalog',
    severity: 'medium',
    outcome: 'succeeded',
    actor: { type: 'user', ref: 'user:default/jane', title: 'Jane' },
    targets: [{ ref: 'component:default/shop', title: 'Shop' }],
    projects: [{ ref: 'system:default/retail' }],
    request: { method: 'DELETE', path: '/entities/1', address: '10.0.0.7' },
    meta: { actionType: 'delete' },
    ...given,
  };
}
