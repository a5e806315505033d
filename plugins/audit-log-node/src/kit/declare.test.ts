// SPDX-License-Identifier: Apache-2.0
import { AttachableSink } from '../AttachableSink';
import { mockAuditLog } from '../testing/mockAuditLog';
import { DECLARED, postReport } from './__testUtils__/toyPlugin';

describe('auditLog.declare', () => {
  it('passes on all that was declared by anyone of the plugin', async () => {
    const service = AttachableSink.create();
    const other = { ...DECLARED, action: 'report.archive' };
    const declare = jest.fn();
    const append = async () => {};
    await service.attach({ sink: { append }, durable: { append }, declare });
    await postReport(
      async ({ auditLog }) => {
        auditLog.declare([DECLARED]);
        auditLog.declare([other]);
      },
      { service },
    );
    expect(declare.mock.calls).toEqual([
      ['toy', [DECLARED]],
      ['toy', [DECLARED, other]],
    ]);
  });

  it('puts what has no category into one of its plugin', async () => {
    const { events } = await postReport(async ({ auditLog }) => {
      const { category: _, ...type } = DECLARED;
      auditLog.declare([type]);
      await auditLog.record({ action: 'report.publish', severity: 'low' });
    });
    expect(events).toMatchObject([{ category: 'toy', severity: 'low' }]);
  });

  it.each([
    ['an action of capitals', { action: 'Report Publish' }],
    ['an action with the plugin', { action: 'toy.report.publish' }],
    ['no title', { title: ' ' }],
    ['a long title', { title: 'x'.repeat(101) }],
    ['no description', { description: undefined }],
    ['another severity', { severity: 'wild' }],
    ['an empty category', { category: '' }],
  ])('leaves out what has %s, and nothing else', (_, wrong) => {
    const { service, declared } = mockAuditLog();
    const right = { ...DECLARED, action: 'report.archive' };
    service().declare([{ ...DECLARED, ...wrong } as never, right]);
    expect(declared.get('test')).toEqual([right]);
  });
});
