// SPDX-License-Identifier: Apache-2.0
/* eslint-disable jest/no-export -- a part of readerContract */
import type {
  FacetName,
  NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import { storedKey } from '../../database/storedText';
import { intersectScopes } from '../ReadScope';
import { ALL, type ContractContext } from './ContractContext';
import { expectedEvents, valuesOf } from './oracle';
import { randomScope, randomSearch } from './randomEvents';

const FACETS: readonly FacetName[] = [
  'actor',
  'actorType',
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'target',
  'project',
];
const TIME_ZONES = [
  'UTC',
  'Asia/Kathmandu',
  'America/New_York',
  'Australia/Lord_Howe',
];

/** Totals, facets and the timeline. */
export function summaryContract(context: ContractContext): void {
  const { subject, events, scope, random } = context;

  it('counts what it finds', async () => {
    const { reader } = subject();
    for (let round = 0; round < 20; round++) {
      const search = randomSearch(random);
      const narrowed =
        round % 3 === 0
          ? intersectScopes(scope, {
              kind: 'matching',
              criteria: randomScope(random),
            })
          : scope;
      const expected = expectedEvents(events, search, narrowed);
      const summary = await reader.summarize({
        search,
        scope: narrowed,
        facets: FACETS,
        facetLimit: 200,
        timeZone: random.pick(['UTC', 'Asia/Kathmandu', 'America/New_York']),
      });
      expect({ search, narrowed, total: summary.total }).toEqual({
        search,
        narrowed,
        total: { count: expected.length, exact: true },
      });
      const { buckets } = summary.timeline;
      expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(
        expected.length,
      );
      expect(buckets.reduce((sum, { failed }) => sum + failed, 0)).toBe(
        expected.filter(hasFailed).length,
      );
      for (const facet of FACETS) {
        expect({
          search,
          narrowed,
          facet,
          counts: counts(summary.facets[facet]),
        }).toEqual({
          search,
          narrowed,
          facet,
          counts: expectedCounts(expected, facet),
        });
      }
    }
  });

  it('counts everything there is to see', async () => {
    const { reader } = subject();
    const expected = expectedEvents(events, ALL, scope);
    const { total, facets } = await reader.summarize({
      search: ALL,
      scope,
      facets: FACETS,
      facetLimit: 200,
      timeZone: 'UTC',
    });
    expect(expected.length).toBeGreaterThan(50);
    expect(total).toEqual({ count: expected.length, exact: true });
    for (const facet of FACETS) {
      expect(counts(facets[facet])).toEqual(expectedCounts(expected, facet));
    }
  });

  it.each(TIME_ZONES)(
    'puts each event into the bucket of its own time in %s',
    async timeZone => {
      const { reader } = subject();
      const { timeline } = await reader.summarize({
        search: ALL,
        scope,
        facets: [],
        facetLimit: 1,
        timeZone,
      });
      const day = new Intl.DateTimeFormat('sv-SE', {
        timeZone,
        dateStyle: 'short',
      });
      const days = new Map<string, NewAuditEvent[]>();
      for (const event of expectedEvents(events, ALL, scope)) {
        const key = day.format(new Date(event.occurredAt));
        days.set(key, [...(days.get(key) ?? []), event]);
      }
      const expected = Array.from(days, ([key, inside]) => [
        key,
        inside.length,
        inside.filter(hasFailed).length,
      ]);
      const found = timeline.buckets
        .filter(({ count }) => count > 0)
        .map(({ start, count, failed }) => [
          day.format(new Date(start)),
          count,
          failed,
        ]);
      expect(timeline.interval).toBe('day');
      expect(found).toEqual(expected.sort());
    },
  );
}

function hasFailed({ outcome }: NewAuditEvent): boolean {
  return outcome === 'failed' || outcome === 'denied';
}

function counts(values: readonly { value: string; count: number }[]) {
  const sorted = [...values].sort(
    (one, other) =>
      other.count - one.count || (one.value < other.value ? -1 : 1),
  );
  expect(values).toEqual(sorted);
  return new Map(values.map(({ value, count }) => [value, count]));
}

function expectedCounts(events: readonly NewAuditEvent[], facet: FacetName) {
  const expected = new Map<string, number>();
  for (const value of events.flatMap(event =>
    valuesOf(event, facet).map(storedKey),
  )) {
    expected.set(value, (expected.get(value) ?? 0) + 1);
  }
  return expected;
}
