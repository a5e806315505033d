// SPDX-License-Identifier: Apache-2.0
import { InputError, NotAllowedError } from '@backstage/errors';
import { AttachableSink } from '../AttachableSink';
import { postReport } from './__testUtils__/toyPlugin';

describe('auditLog.operation', () => {
  it('records how it ended, with what became known meanwhile', async () => {
    let id: string | undefined;
    const { events } = await postReport(async ({ auditLog, request }) => {
      const result = await auditLog.operation(
        {
          action: 'report.publish',
          request,
          targets: ['report:42'],
          meta: { stage: 'begin', kept: 1 },
        },
        async operation => {
          id = operation.id;
          operation.add({
            targets: ['report:43'],
            meta: { stage: 'middle' },
          });
          operation.add({
            changes: [{ path: '/state', after: 'published' }],
            projects: ['system:default/retail'],
            meta: { stage: 'end' },
          });
          return 'done';
        },
      );
      expect(result).toBe('done');
    });
    expect(events).toMatchObject([
      {
        operationId: id,
        outcome: 'succeeded',
        durationMs: expect.any(Number),
        targets: [{ ref: 'report:42' }, { ref: 'report:43' }],
        projects: [{ ref: 'system:default/retail' }],
        changes: [{ path: '/state', after: 'published' }],
        meta: { stage: 'end', kept: 1 },
        actor: { ref: 'user:default/mock' },
      },
    ]);
  });

  it.each([
    ['denied', 403, new NotAllowedError('Not yours')],
    ['failed', 400, new InputError('Not a report')],
  ])('records what was %s, and throws it', async (outcome, code, error) => {
    const { status, events } = await postReport(({ auditLog }) =>
      auditLog.operation({ action: 'a' }, () => {
        throw error;
      }),
    );
    expect(status).toBe(code);
    expect(events).toMatchObject([
      { outcome, error: { name: error.name, message: error.message } },
    ]);
  });

  it('records it as unfinished when the backend stops, with what was known', async () => {
    const { events } = await postReport(async ({ auditLog }) => {
      void auditLog.operation({ action: 'a' }, operation => {
        operation.add({ meta: { step: 1 } });
        return new Promise(() => {});
      });
      // The work begins once those who watch have been told.
      await new Promise(resolve => setImmediate(resolve));
    });
    expect(events).toMatchObject([
      { outcome: 'unfinished', meta: { step: 1 } },
    ]);
    expect(events[0]).not.toHaveProperty('durationMs');
  });

  it('tells those who watch, before and after', async () => {
    const service = AttachableSink.create();
    const told: unknown[] = [];
    service.observe({
      begin: async operation => {
        told.push(['begin', operation.operationId, operation.targets]);
      },
      ended: event => told.push(['ended', event.operationId, event.targets]),
    });
    let id: string | undefined;
    await postReport(
      ({ auditLog }) =>
        auditLog.operation(
          { action: 'a', targets: ['report:42'] },
          async operation => {
            told.push(['work', operation.id]);
            id = operation.id;
          },
        ),
      { service },
    );
    expect(told).toEqual([
      ['begin', id, [{ ref: 'report:42' }]],
      ['work', id],
      ['ended', id, [{ ref: 'report:42' }]],
    ]);
  });

  it('does what is to be done whatever is told of it', async () => {
    const work = jest.fn(async () => {});
    const { status } = await postReport(({ auditLog }) =>
      auditLog.operation(throwing() as never, async operation => {
        operation.add(throwing() as never);
        operation.add(undefined as never);
        await work();
      }),
    );
    expect(status).toBe(200);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('is within limits however often something is added', async () => {
    const { events } = await postReport(({ auditLog }) =>
      auditLog.operation({ action: 'a' }, async operation => {
        for (let index = 0; index < 2_000; index++) {
          operation.add({
            targets: [`x:${index}`],
            changes: [{ path: `/${index}`, after: 'x'.repeat(100) }],
            meta: { [`f${index}`]: 'x'.repeat(100) },
          });
        }
      }),
    );
    expect(JSON.stringify(events[0]).length).toBeLessThan(200_000);
    expect(events[0].targets).toHaveLength(100);
    expect(events[0].truncated).toEqual(
      expect.arrayContaining(['/targets', '/changes']),
    );
  });
});

function throwing(): object {
  const fail = () => {
    throw new Error('Not today');
  };
  return Object.defineProperties(
    {},
    Object.fromEntries(
      ['action', 'targets', 'meta', 'changes', 'request', 'actor'].map(name => [
        name,
        { enumerable: true, get: fail },
      ]),
    ),
  );
}
