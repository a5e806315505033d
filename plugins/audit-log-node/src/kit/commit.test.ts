// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { AttachableSink } from '../AttachableSink';
import { postReport } from './__testUtils__/toyPlugin';
import { newEventId } from './newEventId';

describe('auditLog.commit', () => {
  it('resolves when all of it is committed, and not before', async () => {
    const service = AttachableSink.create();
    const committed: NewAuditEvent[] = [];
    const ended = jest.fn();
    service.observe({ ended });
    await service.attach({
      sink: { append: async () => Promise.reject(new Error('Wrong way')) },
      durable: {
        append: async events => {
          await new Promise(resolve => setImmediate(resolve));
          committed.push(...events);
        },
      },
    });
    const ids = [newEventId(), newEventId()];
    await postReport(
      async ({ auditLog }) => {
        await auditLog.commit(ids.map(id => ({ action: 'a', id })));
        expect(committed.map(({ id }) => id)).toEqual(ids);
      },
      { service },
    );
    expect(committed).toHaveLength(2);
    expect(ended).not.toHaveBeenCalled();
  });

  it('rejects while it cannot, and takes the same ids afterwards', async () => {
    const service = AttachableSink.create();
    const append = jest.fn(async () => {});
    const id = newEventId();
    const record = { action: 'a', id };
    const { status } = await postReport(
      async ({ auditLog }) => {
        await expect(auditLog.commit([record])).rejects.toThrow(
          'The audit log has not started yet',
        );
        await service.attach({ sink: { append }, durable: { append } });
        await auditLog.commit([record]);
      },
      { service },
    );
    expect(status).toBe(200);
    expect(append.mock.calls).toEqual([[[expect.objectContaining({ id })]]]);
  });

  it('refuses an id under which nothing can be recorded', async () => {
    const { status } = await postReport(async ({ auditLog }) => {
      await expect(
        auditLog.commit([{ action: 'a', id: '42' }]),
      ).rejects.toThrow("cannot be recorded under the id '42'");
    });
    expect(status).toBe(200);
  });
});
