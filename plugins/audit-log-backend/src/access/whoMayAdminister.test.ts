// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import {
  DECISIONS,
  startGuardedBackend,
  type DecisionName,
  type Who,
} from './__testUtils__/startGuardedBackend';

const READS = [
  '/roles',
  '/roles/auditor',
  '/groups',
  '/members',
  '/permissions',
  '/invitations',
];
const DECISION_NAMES = Object.keys(DECISIONS) as DecisionName[];

/** What each gets, of 200 and 403, as the policy decides. */
type Outcome = 'unknown' | 'refused' | 'asPolicySays' | 'allowed';
const STATUS: Record<Outcome, Record<DecisionName, number>> = {
  unknown: { allow: 401, deny: 401, conditional: 401 },
  refused: { allow: 403, deny: 403, conditional: 403 },
  asPolicySays: { allow: 200, deny: 403, conditional: 200 },
  allowed: { allow: 200, deny: 200, conditional: 200 },
};

const EXPECTED: Record<'roles' | 'framework', Record<Who, Outcome>> = {
  roles: {
    nobody: 'unknown',
    jane: 'refused',
    administrator: 'asPolicySays',
    memberOfAdministrators: 'asPolicySays',
    projectReader: 'refused',
    projectExporter: 'refused',
    roleHolder: 'refused',
    service: 'allowed',
    readingService: 'refused',
    otherService: 'refused',
  },
  framework: {
    nobody: 'unknown',
    jane: 'asPolicySays',
    administrator: 'asPolicySays',
    memberOfAdministrators: 'asPolicySays',
    projectReader: 'asPolicySays',
    projectExporter: 'asPolicySays',
    roleHolder: 'asPolicySays',
    service: 'allowed',
    readingService: 'refused',
    otherService: 'refused',
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

    describe.each(Object.entries(EXPECTED[mode]) as [Who, Outcome][])(
      '%s is %s',
      (who, outcome) => {
        it.each(DECISION_NAMES)('when the policy says %s', async decision => {
          backend.policy.decision = DECISIONS[decision];
          const expected = STATUS[outcome][decision];
          for (const path of READS) {
            const { status } = await backend.get(path, who);
            expect([path, status]).toEqual([path, expected]);
          }
          const { status } = await backend.send('post', '/roles', who, {
            name: randomUUID(),
            permissions: ['audit-log.view'],
          });
          expect(status).toBe(expected === 200 ? 201 : expected);
        });
      },
    );
  },
);
