// SPDX-License-Identifier: Apache-2.0
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import {
  giveRole,
  BILLING_PROJECT,
  RETAIL_PROJECT,
} from './__testUtils__/accessOfTests';
import {
  BILLING,
  DECISIONS,
  RETAIL,
  startGuardedBackend,
  type DecisionName,
  type Who,
} from './__testUtils__/startGuardedBackend';

const READS = [
  '/events?plugin=toy',
  '/events/summary?plugin=toy',
  `/events/${RETAIL.id}`,
  '/event-types',
];
const EXPORT = '/events/export?plugin=toy&format=ndjson';
const ONLY_RETAIL = {
  page: [RETAIL.id],
  bySequence: [RETAIL.id],
  total: { count: 1, exact: true },
  timeline: 1,
  projects: [{ value: RETAIL_PROJECT, count: 1 }],
  announced: '1',
  file: [RETAIL.id],
  single: [200, 404],
};
const DECISION_NAMES = Object.keys(DECISIONS) as DecisionName[];

type Statuses = Record<DecisionName, number>;
const always = (status: number): Statuses => ({
  allow: status,
  deny: status,
  conditional: status,
});
const asPolicySays: Statuses = { allow: 200, deny: 403, conditional: 200 };

/** What each gets: from reading, and from exporting. */
const EXPECTED: Record<
  'roles' | 'framework',
  Record<Who, readonly [Statuses, Statuses]>
> = {
  roles: {
    nobody: [always(401), always(401)],
    jane: [always(403), always(403)],
    administrator: [asPolicySays, asPolicySays],
    memberOfAdministrators: [asPolicySays, asPolicySays],
    projectReader: [asPolicySays, asPolicySays],
    projectExporter: [asPolicySays, asPolicySays],
    roleHolder: [asPolicySays, asPolicySays],
    service: [always(200), always(200)],
    readingService: [always(200), always(403)],
    otherService: [always(403), always(403)],
  },
  framework: {
    nobody: [always(401), always(401)],
    jane: [asPolicySays, asPolicySays],
    administrator: [asPolicySays, asPolicySays],
    memberOfAdministrators: [asPolicySays, asPolicySays],
    projectReader: [asPolicySays, asPolicySays],
    projectExporter: [asPolicySays, asPolicySays],
    roleHolder: [asPolicySays, asPolicySays],
    service: [always(200), always(200)],
    readingService: [always(200), always(403)],
    otherService: [always(403), always(403)],
  },
};

describe.each(['roles', 'framework'] as const)(
  'with authorization by %s',
  mode => {
    let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

    beforeAll(async () => {
      backend = await startGuardedBackend(
        mode === 'framework' ? { authorization: mode } : {},
      );
    });

    describe.each(Object.keys(EXPECTED[mode]) as Who[])('%s', who => {
      it.each(DECISION_NAMES)('reads as the policy says %s', async decision => {
        backend.policy.decision = DECISIONS[decision];
        const [reading, exporting] = EXPECTED[mode][who];
        for (const path of READS) {
          const { status } = await backend.get(path, who);
          expect([path, status]).toEqual([path, reading[decision]]);
        }
        const { status } = await backend.get(EXPORT, who);
        expect([EXPORT, status]).toEqual([EXPORT, exporting[decision]]);
      });
    });

    it('narrows everything to what a conditional decision leaves', async () => {
      backend.policy.decision = DECISIONS.conditional;
      expect(await seenBy(backend, 'administrator')).toEqual(ONLY_RETAIL);
    });

    it('does not take a cookie for a person', async () => {
      backend.policy.decision = DECISIONS.allow;
      const { status } = await request(backend.server)
        .get('/api/audit-log/v1/events')
        .set('Cookie', mockCredentials.limitedUser.cookie('user:default/boss'));
      expect(status).toBe(401);
    });
  },
);

describe('roles', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  beforeEach(() => {
    backend.policy.decision = DECISIONS.allow;
  });

  const read = async (who: Who) => {
    const { status, body } = await backend.get('/events?plugin=toy', who);
    return status === 200 ? idsOf(body.items) : status;
  };
  const exported = async (who: Who) => {
    const { status, text } = await backend.get(EXPORT, who);
    return status === 200 ? idsOf(linesOf(text)) : status;
  };
  const BOTH = [RETAIL.id, BILLING.id].sort();

  it('show a reader of one project that one only', async () => {
    expect(await seenBy(backend, 'projectReader')).toEqual(ONLY_RETAIL);
  });

  it('are met with the conditions of the policy', async () => {
    backend.policy.decision = DECISIONS.conditional;
    expect(await seenBy(backend, 'projectReader')).toEqual(ONLY_RETAIL);
    backend.policy.decision = {
      ...DECISIONS.conditional,
      conditions: {
        ...DECISIONS.conditional.conditions,
        params: { projects: [BILLING_PROJECT] },
      },
    };
    expect(await read('projectReader')).toEqual([]);
    expect(await exported('projectReader')).toEqual([]);
    expect(
      (await backend.get(`/events/${RETAIL.id}`, 'projectReader')).status,
    ).toBe(404);
    expect(await read('projectExporter')).toEqual([BILLING.id]);
    expect(await exported('projectExporter')).toEqual([]);
  });

  it('let nobody export more than both what they read and what they export', async () => {
    expect(await read('projectExporter')).toEqual(BOTH);
    expect(await exported('projectExporter')).toEqual([RETAIL.id]);
    expect(await read('roleHolder')).toEqual(BOTH);
    expect(await exported('roleHolder')).toEqual(BOTH);
  });

  it('count from the next request, given and taken away on another replica', async () => {
    expect(await read('jane')).toBe(403);
    const take = await giveRole(
      backend.replica,
      ['audit-log.read'],
      'user:default/jane',
      BILLING_PROJECT,
    );
    expect(await read('jane')).toEqual([BILLING.id]);
    expect(await exported('jane')).toBe(403);
    await take();
    expect(await read('jane')).toBe(403);
  });

  it('say what is missing, and who can give it', async () => {
    const { body } = await backend.get('/events', 'jane');
    expect(body.error.message).toMatch(
      /needs a role that holds audit-log\.read.*Access Control.*auditLog\.administrators/,
    );
  });
});

type Backend = Awaited<ReturnType<typeof startGuardedBackend>>;

/** Everything that shows somebody which events there are. */
async function seenBy(backend: Backend, who: Who) {
  const get = (path: string) => backend.get(path, who);
  const page = await get('/events?plugin=toy');
  const bySequence = await get('/events?plugin=toy&order=sequence');
  const summary = await get('/events/summary?plugin=toy&facet=project');
  const buckets: readonly { count: number }[] = summary.body.timeline.buckets;
  const file = await get(EXPORT);
  return {
    page: idsOf(page.body.items),
    bySequence: idsOf(bySequence.body.items),
    total: summary.body.total,
    timeline: buckets.reduce((sum, { count }) => sum + count, 0),
    projects: summary.body.facets.project,
    announced: file.headers['audit-log-count'],
    file: idsOf(linesOf(file.text)),
    single: [
      (await get(`/events/${RETAIL.id}`)).status,
      (await get(`/events/${BILLING.id}`)).status,
    ],
  };
}

function idsOf(events: readonly { readonly id: string }[]): string[] {
  return events.map(({ id }) => id).sort();
}

function linesOf(text: string): { id: string }[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));
}
