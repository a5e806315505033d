// SPDX-License-Identifier: Apache-2.0
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Request } from 'express';
import { mockAuditLog } from './mockAuditLog';
import { DECLARED } from '../kit/__testUtils__/toyPlugin';

describe('mockAuditLog().service', () => {
  it('records without a backend', async () => {
    const mock = mockAuditLog();
    const auditLog = mock.service({
      pluginId: 'toy',
      credentials: mockCredentials.user(),
    });
    auditLog.declare([DECLARED]);
    await auditLog.record({ action: 'a', request: {} as Request });
    await auditLog.operation({ action: 'b' }, async () => {});
    await auditLog.commit([{ action: 'c' }]);
    expect(mock.events).toMatchObject([
      { action: 'toy.a', actor: { ref: 'user:default/mock' } },
      { action: 'toy.b', actor: { ref: 'plugin:toy' } },
      { action: 'toy.c' },
    ]);
    expect(mock.declared.get('toy')).toEqual([DECLARED]);
    const nobody = mockAuditLog();
    await nobody.service().record({ action: 'a', request: {} as Request });
    expect(nobody.events).toMatchObject([
      { action: 'test.a', actor: { type: 'anonymous' } },
    ]);
  });
});
