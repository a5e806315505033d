// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
  type AuditorService,
} from '@backstage/backend-plugin-api';
import { startTestBackend } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AttachedAuditLog,
  auditEventSinkServiceRef,
  type OpenOperation,
} from '../auditEventSinkServiceRef';
import { auditorServiceFactory } from '../auditor/auditorServiceFactory';
import type { AuditLogService } from '../kit/AuditLogService';
import { auditLogServiceRef } from '../kit/auditLogServiceRef';

/** A plugin's auditor and kit in a backend with this audit log. */
async function start(auditLog: Partial<AttachedAuditLog>) {
  const events: NewAuditEvent[] = [];
  const sink = {
    append: async (appended: readonly NewAuditEvent[]) => {
      events.push(...appended);
    },
  };
  let services: { auditor: AuditorService; kit: AuditLogService };
  await startTestBackend({
    features: [
      auditorServiceFactory,
      createBackendPlugin({
        pluginId: 'toy',
        register(env) {
          env.registerInit({
            deps: {
              auditor: coreServices.auditor,
              kit: auditLogServiceRef,
              service: auditEventSinkServiceRef,
            },
            async init({ auditor, kit, service }) {
              services = { auditor, kit };
              await service.attach({ sink, durable: sink, ...auditLog });
            },
          });
        },
      }),
      // In its place, so that nothing is forwarded.
      createBackendPlugin({
        pluginId: 'audit-log',
        register(env) {
          env.registerInit({ deps: {}, async init() {} });
        },
      }),
    ],
  });
  return { events, ...services! };
}

describe('an operation that could not be recorded', () => {
  const refuse = async (operation: OpenOperation) => {
    if (operation.severity === 'high') {
      throw new ServiceUnavailableError('not now');
    }
  };

  it('is refused to whoever reports it to the auditor, and is nowhere', async () => {
    const { auditor, events } = await start({ begin: refuse });
    await expect(
      auditor.createEvent({ eventId: 'thing', severityLevel: 'high' }),
    ).rejects.toThrow('not now');
    const event = await auditor.createEvent({ eventId: 'thing' });
    await event.success();
    expect(events).toMatchObject([{ event: 'thing', severity: 'low' }]);
  });

  it('does not happen when it is one of the kit', async () => {
    const { kit, events } = await start({ begin: refuse });
    const work = jest.fn(async () => {});
    const begun = { action: 'thing.make', severity: 'high' as const };
    await expect(kit.operation(begun, work)).rejects.toThrow('not now');
    expect(work).not.toHaveBeenCalled();
    expect(events).toEqual([]);
  });

  it('is told of before it happens, with who it is, and how it ended', async () => {
    const begins: OpenOperation[] = [];
    const ends: NewAuditEvent[] = [];
    const { kit, events } = await start({
      begin: async operation => {
        begins.push(operation);
      },
      end: async event => {
        ends.push(event);
      },
    });
    await kit.operation({ action: 'thing.make' }, async () => {
      expect(begins).toHaveLength(1);
      expect(ends).toEqual([]);
    });
    const unfinished = await begins[0].unfinished();
    expect(unfinished).toMatchObject({
      operationId: ends[0].operationId,
      occurredAt: ends[0].occurredAt,
      outcome: 'unfinished',
      actor: { type: 'system', ref: 'plugin:toy' },
    });
    expect(ends).toMatchObject([{ outcome: 'succeeded' }]);
    expect(events).toEqual([]);
  });
});
