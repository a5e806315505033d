// SPDX-License-Identifier: Apache-2.0
/* eslint-disable jest/no-export -- tests of readers call it */
import type { ReadScope } from '../ReadScope';
import { arrivalContract } from './arrivalContract';
import {
  ALL,
  type ContractContext,
  type ReaderUnderTest,
} from './ContractContext';
import { pageContract } from './pageContract';
import { randomEvents } from './randomEvents';
import { seededRandom } from './seededRandom';
import { sequenceContract } from './sequenceContract';
import { summaryContract } from './summaryContract';

/** Whose readings are held against the oracle, each in all that a reader does. */
const READERS: readonly (readonly [string, ReadScope])[] = [
  ['everything', { kind: 'everything' }],
  [
    'one project',
    { kind: 'matching', criteria: { projects: ['system:default/retail'] } },
  ],
  [
    'two projects, narrowed by a policy',
    {
      kind: 'matching',
      criteria: {
        allOf: [
          { projects: ['system:default/billing', 'domain:default/שלום'] },
          { not: { actors: ['plugin:scaffolder'] } },
        ],
      },
    },
  ],
];

/** What every AuditEventReader must do, whatever it reads from. To be called within a `describe`. */
export function readerContract(subject: () => ReaderUnderTest): void {
  const random = seededRandom(20260301);
  const events = randomEvents(random, 400);

  beforeAll(async () => {
    const { append, ordered, spread } = subject();
    for (let at = 0; at < events.length; at += 7) {
      await append(events.slice(at, at + 7));
    }
    await ordered();
    await spread?.();
  });

  describe.each(READERS)('by a reader of %s', (_, scope) => {
    const context: ContractContext = { subject, events, scope, random };
    pageContract(context);
    summaryContract(context);
    sequenceContract(context);
  });

  it('shows nothing to a scope of nothing', async () => {
    const { reader } = subject();
    for (const criteria of [
      { anyOf: [] },
      { allOf: [] },
      { projects: [] },
      { actors: [] },
    ]) {
      const scope: ReadScope = { kind: 'matching', criteria };
      expect(
        (await reader.readPage({ search: ALL, scope, limit: 10 })).items,
      ).toEqual([]);
      const { total } = await reader.summarize({
        search: ALL,
        scope,
        facets: [],
        facetLimit: 1,
        timeZone: 'UTC',
      });
      expect(total).toEqual({ count: 0, exact: true });
    }
  });

  it('names facet values and looks for a text in them', async () => {
    const { reader } = subject();
    const { facets } = await reader.summarize({
      search: ALL,
      scope: { kind: 'everything' },
      facets: ['target'],
      facetLimit: 2,
      facetContains: 'ORDERS',
      timeZone: 'UTC',
    });
    expect(
      new Map(facets.target.map(({ value, title }) => [value, title])),
    ).toEqual(
      new Map([
        ['api:default/orders_v1', 'Title of api:default/orders_v'],
        ['api:default/ordersXv1', 'Title of api:default/ordersXv'],
      ]),
    );
  });

  // Last: what arrives here is in no oracle of the above.
  describe.each(READERS)('by a reader of %s', (_, scope) => {
    arrivalContract({ subject, events, scope, random });
  });
}
