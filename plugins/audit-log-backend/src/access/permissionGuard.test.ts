// SPDX-License-Identifier: Apache-2.0
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  accessControlManagePermission,
  accessControlReadPermission,
  auditLogExportPermission,
  auditLogReadPermission,
  auditLogViewPermission,
  projectEventsDecision,
} from 'backstage-plugin-audit-log-common';
import request from 'supertest';
import { BILLING_PROJECT, RETAIL_PROJECT } from './__testUtils__/accessOfTests';
import {
  ASKED_BY,
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

describe('the permission guard', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  beforeEach(() => {
    backend.policy.decision = DECISIONS.allow;
  });

  /** Asks as a person, or as a plugin on their behalf. */
  async function authorize(
    who: Who,
    items: readonly Item[],
    plugin: string = '',
  ) {
    const { status, body } = await request(backend.server)
      .post('/api/permission/authorize')
      .set('Authorization', PEOPLE[who])
      .set(ASKED_BY, plugin)
      .send({ items: items.map((item, id) => ({ id: String(id), ...item })) });
    expect(status).toBe(200);
    return body.items.map(({ id, ...answer }: any, index: number) => {
      expect(id).toBe(String(index));
      return answer;
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

  it('denies people the permissions of access control', async () => {
    const items = [
      { permission: accessControlReadPermission },
      { permission: accessControlManagePermission },
    ];
    expect(await authorize('jane', items)).toEqual([DENY, DENY]);
    expect(await authorize('roleHolder', items)).toEqual([DENY, DENY]);
    expect(await authorize('administrator', items)).toEqual([ALLOW, ALLOW]);
  });

  it('goes by the roles of the groups above', async () => {
    const items = [
      { permission: auditLogViewPermission },
      { permission: auditLogReadPermission, resourceRef: RETAIL.id },
    ];
    expect(await authorize('roleHolder', items)).toEqual([ALLOW, ALLOW]);
  });

  it('shows the page to a reader of one project, and denies them what would have to be looked into', async () => {
    expect(
      await authorize('projectReader', [
        { permission: auditLogViewPermission },
        { permission: auditLogExportPermission },
        { permission: accessControlReadPermission },
        { permission: auditLogReadPermission, resourceRef: RETAIL.id },
        { permission: auditLogReadPermission, resourceRef: [RETAIL.id] },
        {
          permission: { ...auditLogReadPermission, resourceType: 'toy' } as any,
          resourceRef: 'x',
        },
        {
          permission: { name: 'audit-log.read', type: 'basic', attributes: {} },
        },
        {
          permission: {
            name: 'audit-log.later',
            type: 'basic',
            attributes: {},
          },
        },
      ]),
    ).toEqual([ALLOW, ALLOW, DENY, DENY, DENY, DENY, DENY, DENY]);
    backend.policy.decision = DECISIONS.deny;
    expect(
      await authorize('projectReader', [
        { permission: auditLogViewPermission },
      ]),
    ).toEqual([DENY]);
  });

  it('tells other plugins which projects somebody reads', async () => {
    const items = [{ permission: auditLogReadPermission }];
    const ask = (who: Who) => authorize(who, items, 'plugin:toy');
    const ours = projectEventsDecision([RETAIL_PROJECT]);
    expect(await ask('projectReader')).toEqual([ours]);
    expect(await ask('jane')).toEqual([DENY]);
    expect(await ask('administrator')).toEqual([ALLOW]);

    const theirs = projectEventsDecision([BILLING_PROJECT]);
    backend.policy.decision = theirs;
    expect(await ask('projectReader')).toEqual([
      {
        ...theirs,
        conditions: { allOf: [theirs.conditions, ours.conditions] },
      },
    ]);
    expect(await ask('administrator')).toEqual([theirs]);
    expect(await ask('jane')).toEqual([DENY]);
    backend.policy.decision = DECISIONS.deny;
    expect(await ask('projectReader')).toEqual([DENY]);
  });

  it('leaves it to the audit log to ask the roles for itself', async () => {
    const items = [{ permission: auditLogReadPermission }];
    expect(await authorize('jane', items, 'plugin:audit-log')).toEqual([ALLOW]);
    expect(await authorize('jane', items, 'plugin:toy')).toEqual([DENY]);
  });

  it('denies when one of several questions with one id is denied', async () => {
    const { body } = await request(backend.server)
      .post('/api/permission/authorize')
      .set('Authorization', PEOPLE.projectReader)
      .send({
        items: [OTHER, auditLogViewPermission, accessControlReadPermission].map(
          permission => ({ id: 'same', permission }),
        ),
      });
    expect(body.items).toEqual(Array(3).fill({ id: 'same', ...DENY }));
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
