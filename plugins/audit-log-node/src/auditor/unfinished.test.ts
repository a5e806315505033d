// SPDX-License-Identifier: Apache-2.0
import { mockAuditLog } from '../testing/mockAuditLog';
import { AS_USER, postOperation } from './__testUtils__/postOperation';
import { auditorServiceFactory } from './auditorServiceFactory';

describe('auditorServiceFactory', () => {
  it('records an operation that never ends as unfinished, and completes it if it ends after all', async () => {
    const auditLog = mockAuditLog();
    await postOperation(
      async createEvent => {
        const event = await createEvent();
        while (auditLog.events.length === 0) {
          await new Promise(resolve => setImmediate(resolve));
        }
        await event.success();
      },
      {
        features: [auditorServiceFactory, auditLog.factory],
        headers: AS_USER,
        data: { auditLog: { unfinishedAfter: { milliseconds: 5 } } },
      },
    );
    const [unfinished, completed] = auditLog.events;
    expect(auditLog.events).toHaveLength(2);
    expect(unfinished).toMatchObject({ outcome: 'unfinished' });
    expect(unfinished).not.toHaveProperty('durationMs');
    expect(completed).toMatchObject({
      outcome: 'succeeded',
      operationId: unfinished.operationId,
      occurredAt: unfinished.occurredAt,
    });
    expect(completed.id > unfinished.id).toBe(true);
  });

  it('records what is still open as unfinished when the backend stops', async () => {
    const auditLog = mockAuditLog();
    await postOperation(
      async createEvent => {
        await createEvent();
      },
      { features: [auditorServiceFactory, auditLog.factory], headers: AS_USER },
    );
    expect(auditLog.events).toMatchObject([
      {
        outcome: 'unfinished',
        action: 'toy.thing-mutate.delete',
        actor: { ref: 'user:default/mock' },
      },
    ]);
  });
});
