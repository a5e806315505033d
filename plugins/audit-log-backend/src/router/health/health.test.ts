// SPDX-License-Identifier: Apache-2.0
import {
  DECISIONS,
  startGuardedBackend,
  type DecisionName,
  type Who,
} from '../../access/__testUtils__/startGuardedBackend';

describe('health over HTTP', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  it.each<[Who, DecisionName, number]>([
    ['administrator', 'allow', 200],
    ['readingService', 'allow', 403],
    ['roleHolder', 'allow', 403],
    ['projectReader', 'allow', 403],
    ['jane', 'allow', 403],
    ['nobody', 'allow', 401],
    ['administrator', 'deny', 403],
  ])(
    'answers %s, where the policy says %s, with %i',
    async (who, decision, status) => {
      backend.policy.decision = DECISIONS[decision];
      expect((await backend.get('/health', who)).status).toBe(status);
    },
  );

  it('says how recording gets on', async () => {
    backend.policy.decision = DECISIONS.allow;
    const { body } = await backend.get('/health', 'administrator');
    expect(body).toMatchObject({
      recording: {
        waiting: expect.any(Number),
        journalDirectory: expect.stringMatching(/_[0-9a-f]{16}$/),
        isJournalWorking: true,
        dropped: 0,
        refused: 0,
      },
      problems: [],
    });
  });
});
