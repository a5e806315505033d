// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { compileSnapshot } from 'backstage-plugin-audit-log-backend/src/access/model/compileSnapshot';
import { AccessDecider } from 'backstage-plugin-audit-log-node';
import { AccessControlPolicy } from 'backstage-plugin-permission-backend-module-access-control';
import { median } from '../median';
import type { Figure } from '../report';
import {
  GROUPS,
  groupAt,
  largeOrganization,
  PEOPLE,
  permissionAt,
  personAt,
} from './largeOrganization';

const DECISIONS = 20_000;
const WARM_UP = 2_000;
const COMPILATIONS = 7;
/** What a decision may take, in milliseconds. */
const TARGET_MS = 0.1;

/** Who asks for what, in the n-th decision. */
type Question = (index: number) => {
  readonly person: string;
  readonly permission: string;
  readonly signIn?: readonly string[];
};

const QUESTIONS: Readonly<Record<string, Question>> = {
  'a permission that some roles hold': index => ({
    person: personAt((index * 7_919) % PEOPLE),
    permission: permissionAt(index % 400),
  }),
  'reading the audit log': index => ({
    person: personAt((index * 7_919) % PEOPLE),
    permission: 'audit-log.read',
  }),
  'a permission that no role mentions': index => ({
    person: personAt((index * 7_919) % PEOPLE),
    permission: 'toy.play',
  }),
  'someone not in the catalog, of 20 groups': index => ({
    person: `user:default/stranger-${index}`,
    permission: 'audit-log.read',
    signIn: Array.from({ length: 20 }, (_, at) =>
      groupAt((index * 31 + at * 211) % GROUPS),
    ),
  }),
};

/** Decisions of the policy, and what has to be done once for each change before they are that quick. */
export async function measureDecisions(): Promise<readonly Figure[]> {
  const model = largeOrganization();
  const compilations: number[] = [];
  let decider: AccessDecider | undefined;
  for (let round = 0; round < COMPILATIONS; round++) {
    const begin = performance.now();
    decider = AccessDecider.create(compileSnapshot(model));
    compilations.push(performance.now() - begin);
  }
  const figures: Figure[] = [];
  for (const [what, question] of Object.entries(QUESTIONS)) {
    const time = median(await timesOf(decider, question));
    figures.push({
      what: `decision: ${what}`,
      figure: `${time.toFixed(4)} ms`,
      ratio: (time / TARGET_MS).toFixed(3),
    });
  }
  return [
    ...figures,
    {
      what: 'once for each change: compiling who has what',
      figure: `${median(compilations).toFixed(0)} ms`,
    },
  ];
}

async function timesOf(
  decider: AccessDecider | undefined,
  question: Question,
): Promise<readonly number[]> {
  let signIn: readonly string[] = [];
  const policy = AccessControlPolicy.create({
    access: { current: () => decider },
    userInfo: {
      getUserInfo: async () => ({
        userEntityRef: '',
        ownershipEntityRefs: [...signIn],
      }),
    },
    fallback: 'deny',
  });
  const times: number[] = [];
  for (let index = -WARM_UP; index < DECISIONS; index++) {
    const asked = question(Math.abs(index));
    signIn = asked.signIn ?? [];
    const principal = { type: 'user', userEntityRef: asked.person };
    const credentials = {
      $$type: '@backstage/BackstageCredentials',
      principal,
    } as const;
    const request = {
      permission: {
        type: 'basic',
        name: asked.permission,
        attributes: {},
      },
    } as const;
    const info = { userEntityRef: asked.person, ownershipEntityRefs: [] };
    const begin = performance.now();
    await policy.handle(request, { credentials, info });
    const time = performance.now() - begin;
    if (index >= 0) {
      times.push(time);
    }
  }
  return times;
}
