// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { compileSnapshot } from 'backstage-plugin-audit-log-backend/src/access/model/compileSnapshot';
import { AccessDecider } from 'backstage-plugin-audit-log-node';
import { AccessControlPolicy } from 'backstage-plugin-permission-backend-module-access-control';
import {
  GROUPS,
  groupAt,
  largeOrganization,
  PEOPLE,
  permissionAt,
  personAt,
} from '../access/largeOrganization';
import type { BenchPart } from '../Bench';
import { median } from '../measuring/statistics';

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
export const decisions: BenchPart = {
  name: 'decisions',
  title: `decisions for ${PEOPLE} people in ${GROUPS} groups`,
  async open(bench) {
    const model = largeOrganization();
    let decider = AccessDecider.create(compileSnapshot(model));
    return {
      sides: [
        {
          name: 'compiling',
          async run() {
            const begun = performance.now();
            decider = AccessDecider.create(compileSnapshot(model));
            return { time: performance.now() - begun };
          },
        },
        ...Object.entries(QUESTIONS).map(([name, question]) => ({
          name,
          run: async () => ({
            time: median(
              await timesOf(decider, question, bench.sizes.decisions),
            ),
          }),
        })),
      ],
      measurements: [
        ...Object.keys(QUESTIONS).map(side => ({
          name: `decision of ${side}`,
          unit: 'ms' as const,
          of: { side, value: 'time' },
          target: { atMost: TARGET_MS },
        })),
        {
          name: 'once for each change: compiling who has what',
          unit: 'ms',
          of: { side: 'compiling', value: 'time' },
        },
      ],
    };
  },
};

async function timesOf(
  decider: AccessDecider,
  question: Question,
  count: number,
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
  for (let index = 0; index < count; index++) {
    const asked = question(index);
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
    times.push(performance.now() - begin);
  }
  return times;
}
