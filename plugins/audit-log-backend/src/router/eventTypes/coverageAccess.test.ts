// SPDX-License-Identifier: Apache-2.0
import {
  DECISIONS,
  startGuardedBackend,
  type DecisionName,
  type Who,
} from '../../access/__testUtils__/startGuardedBackend';

describe('the coverage', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  it.each<[Who, DecisionName, number]>([
    ['administrator', 'allow', 200],
    ['roleHolder', 'allow', 200],
    ['readingService', 'allow', 200],
    ['projectReader', 'allow', 403],
    ['jane', 'allow', 403],
    ['otherService', 'allow', 403],
    ['nobody', 'allow', 401],
    ['administrator', 'conditional', 403],
    ['administrator', 'deny', 403],
  ])(
    'answers %s, where the policy says %s, with %i',
    async (who, decision, status) => {
      backend.policy.decision = DECISIONS[decision];
      const response = await backend.get('/event-types/coverage', who);
      expect(response.status).toBe(status);
    },
  );

  it('is of all projects, which whoever reads some is told', async () => {
    backend.policy.decision = DECISIONS.allow;
    const { body } = await backend.get(
      '/event-types/coverage',
      'projectReader',
    );
    expect(body.error.message).toBe(
      'This needs audit-log.read for the whole organization',
    );
    expect((await backend.get('/event-types', 'projectReader')).status).toBe(
      200,
    );
  });

  it('is read on record', async () => {
    backend.policy.decision = DECISIONS.allow;
    await backend.get('/event-types/coverage', 'roleHolder');
    const [read, refused] = await Promise.all(
      ['holder', 'project-reader'].map(name =>
        backend.events(
          `action=audit-log.events-read.coverage&actor=user:default/${name}`,
          items => items.length > 0,
        ),
      ),
    );
    expect(read[0]).toMatchObject({
      outcome: 'succeeded',
      meta: { queryType: 'coverage' },
    });
    expect(refused[0].outcome).toBe('denied');
  });
});
