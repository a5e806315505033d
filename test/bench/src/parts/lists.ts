// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { listGroups } from 'backstage-plugin-audit-log-backend/src/access/groups/listGroups';
import { listMembers } from 'backstage-plugin-audit-log-backend/src/access/members/listMembers';
import {
  GROUPS,
  largeOrganization,
  PEOPLE,
  personAt,
} from '../access/largeOrganization';
import type { BenchPart } from '../Bench';

const LIMIT = 50;

/** What the pages of Access Control take of a large organization, the model at hand. */
export const lists: BenchPart = {
  name: 'lists',
  title: `lists of ${PEOPLE} people in ${GROUPS} groups`,
  async open() {
    const model = largeOrganization();
    const groups = (request: Parameters<typeof listGroups>[1]) =>
      listGroups(model, request);
    const members = (request: Parameters<typeof listMembers>[1]) =>
      listMembers(model, request);
    const last = lastCursor(cursor => groups({ limit: 200, cursor }));
    const pages: Readonly<Record<string, () => unknown>> = {
      'groups, the first': () => groups({ limit: LIMIT }),
      'groups, the last': () => groups({ limit: LIMIT, cursor: last }),
      'groups, a search': () => groups({ limit: LIMIT, q: 'group 4999' }),
      'members, the first': () => members({ limit: LIMIT }),
      'members, a search': () => members({ limit: LIMIT, q: personAt(19_999) }),
      'members, those who hold a role': () =>
        members({ limit: LIMIT, role: 'role-7' }),
    };
    return {
      // Sorting is done once for each change, as on the first request after it: in the round that does not count.
      sides: Object.entries(pages).map(([name, page]) => ({
        name,
        async run() {
          const begun = performance.now();
          page();
          return { time: performance.now() - begun };
        },
      })),
      measurements: Object.keys(pages).map(side => ({
        name: `page of ${side}`,
        unit: 'ms',
        of: { side, value: 'time' },
      })),
    };
  },
};

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
