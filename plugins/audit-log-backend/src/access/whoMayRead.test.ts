// SPDX-License-Identifier: Apache-2.0
import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
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
  'administrators' | 'framework',
  Record<Who, readonly [Statuses, Statuses]>
> = {
  administrators: {
    nobody: [always(401), always(401)],
    jane: [always(403), always(403)],
    administrator: [asPolicySays, asPolicySays],
    memberOfAdministrators: [asPolicySays, asPolicySays],
    service: [always(200), always(200)],
    readingService: [always(200), always(403)],
    otherService: [always(403), always(403)],
  },
  framework: {
    nobody: [always(401), always(401)],
    jane: [asPolicySays, asPolicySays],
    administrator: [asPolicySays, asPolicySays],
    memberOfAdministrators: [asPolicySays, asPolicySays],
    service: [always(200), always(200)],
    readingService: [always(200), always(403)],
    otherService: [always(403), always(403)],
  },
};

jest.setTimeout(60_000);

describe.each(['administrators', 'framework'] as const)(
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
      const get = (path: string) => backend.get(path, 'administrator');

      const page = await get('/events?plugin=toy');
      expect(page.body.items.map(({ id }: { id: string }) => id)).toEqual([
        RETAIL.id,
      ]);
      const summary = await get('/events/summary?plugin=toy&facet=project');
      expect(summary.body.total).toEqual({ count: 1, exact: true });
      expect(summary.body.facets.project).toEqual([
        { value: 'system:default/retail', count: 1 },
      ]);
      const file = await get(EXPORT);
      expect(file.headers['audit-log-count']).toBe('1');
      expect(
        file.text
          .trim()
          .split('\n')
          .map(line => JSON.parse(line).id),
      ).toEqual([RETAIL.id]);
      expect((await get(`/events/${RETAIL.id}`)).status).toBe(200);
      expect((await get(`/events/${BILLING.id}`)).status).toBe(404);
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
