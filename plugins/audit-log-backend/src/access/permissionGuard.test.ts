// SPDX-License-Identifier: Apache-2.0
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  auditLogExportPermission,
  auditLogReadPermission,
  auditLogViewPermission,
} from 'backstage-plugin-audit-log-common';
import request from 'supertest';
import {
  DECISIONS,
  PEOPLE,
  RETAIL,
  startGuardedBackend,
  type Who,
} from './__testUtils__/startGuardedBackend';

const OTHER = createPermission({ name: 'toy.play', attributes: {} });
const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

interface Item {
  readonly permission: Permission;
  readonly resourceRef?: string | readonly string[];
}

jest.setTimeout(60_000);

describe('the permission guard', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  beforeEach(() => {
    backend.policy.decision = DECISIONS.allow;
  });

  async function authorize(who: Who, items: readonly Item[]) {
    const { status, body } = await request(backend.server)
      .post('/api/permission/authorize')
      .set('Authorization', PEOPLE[who])
      .send({ items: items.map((item, id) => ({ id: String(id), ...item })) });
    expect(status).toBe(200);
    return body.items.map(({ id, result }: any, index: number) => {
      expect(id).toBe(String(index));
      return { result };
    });
  }

  it('denies people the permissions of the audit log, and no others', async () => {
    const items = [
      { permission: auditLogViewPermission },
      { permission: OTHER },
      { permission: auditLogExportPermission },
      { permission: auditLogReadPermission, resourceRef: RETAIL.id },
    ];
    expect(await authorize('jane', items)).toEqual([DENY, ALLOW, DENY, DENY]);
    expect(await authorize('administrator', items)).toEqual([
      ALLOW,
      ALLOW,
      ALLOW,
      ALLOW,
    ]);
    expect(await authorize('memberOfAdministrators', items)).toEqual([
      ALLOW,
      ALLOW,
      ALLOW,
      ALLOW,
    ]);
  });

  it('denies items about many resources as a whole', async () => {
    backend.policy.decision = DECISIONS.conditional;
    const items = [
      {
        permission: auditLogReadPermission,
        resourceRef: [RETAIL.id, RETAIL.id],
      },
    ];
    expect(await authorize('jane', items)).toEqual([DENY]);
    expect(await authorize('administrator', items)).toEqual([
      { result: [AuthorizeResult.ALLOW, AuthorizeResult.ALLOW] },
    ]);
  });

  it('leaves it to the policy to deny administrators', async () => {
    backend.policy.decision = DECISIONS.deny;
    expect(
      await authorize('administrator', [
        { permission: auditLogViewPermission },
      ]),
    ).toEqual([DENY]);
  });

  it('leaves it to the permission backend to refuse what is no question', async () => {
    for (const body of [{}, { items: [null] }, { items: 'audit-log.read' }]) {
      const { status } = await request(backend.server)
        .post('/api/permission/authorize')
        .set('Authorization', PEOPLE.jane)
        .send(body);
      expect(status).toBe(400);
    }
  });

  it('is absent when the policy alone decides', async () => {
    backend = await startGuardedBackend({ authorization: 'framework' });
    expect(
      await authorize('jane', [{ permission: auditLogViewPermission }]),
    ).toEqual([ALLOW]);
  });
});
