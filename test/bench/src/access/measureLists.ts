// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { listGroups } from 'backstage-plugin-audit-log-backend/src/access/groups/listGroups';
import { listMembers } from 'backstage-plugin-audit-log-backend/src/access/members/listMembers';
import { median } from '../median';
import type { Figure } from '../report';
import { largeOrganization, personAt } from './largeOrganization';

const ROUNDS = 15;
const LIMIT = 50;

/** What the pages of Access Control take of a large organization, the model at hand; the ratio is to the first of each. */
export function measureLists(): readonly Figure[] {
  const model = largeOrganization();
  const groups = (request: Parameters<typeof listGroups>[1]) =>
    listGroups(model, request);
  const members = (request: Parameters<typeof listMembers>[1]) =>
    listMembers(model, request);
  const last = lastCursor(cursor => groups({ limit: 200, cursor }));
  return [
    ...figures({
      'first page of groups': () => groups({ limit: LIMIT }),
      'last page of groups': () => groups({ limit: LIMIT, cursor: last }),
      'search of groups': () => groups({ limit: LIMIT, q: 'group 4999' }),
    }),
    ...figures({
      'first page of members': () => members({ limit: LIMIT }),
      'search of members': () => members({ limit: LIMIT, q: personAt(19_999) }),
      'members who hold a role': () =>
        members({ limit: LIMIT, role: 'role-7' }),
    }),
  ];
}

function figures(
  ways: Readonly<Record<string, () => unknown>>,
): readonly Figure[] {
  const taken = Object.entries(ways).map(([what, way]) => {
    // Sorting is done once for each change, as on the first request after it.
    way();
    const times = Array.from({ length: ROUNDS }, () => {
      const begin = performance.now();
      way();
      return performance.now() - begin;
    });
    return { what, time: median(times) };
  });
  return taken.map(({ what, time }) => ({
    what,
    figure: `${time.toFixed(1)} ms`,
    ratio: (time / taken[0].time).toFixed(2),
  }));
}

function lastCursor(
  page: (cursor: string | undefined) => { readonly nextCursor?: string },
): string | undefined {
  let cursor: string | undefined;
  for (;;) {
    const { nextCursor } = page(cursor);
    if (nextCursor === undefined) {
      return cursor;
    }
    cursor = nextCursor;
  }
}
