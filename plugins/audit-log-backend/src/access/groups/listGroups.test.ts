// SPDX-License-Identifier: Apache-2.0
import { edge, modelOf } from '../__testUtils__/exampleOrganization';
import { listGroups } from './listGroups';

const GROUPS = 5_000;
const PEOPLE = 20_000;

/** Groups of four in groups of ten, in one; each person in a group of their own and another one. */
const directory = {
  people: Array.from({ length: PEOPLE }, (_, index) => ({
    ref: `user:default/p${index}`,
    title: `Person ${index}`,
    source: 'catalog' as const,
    knownSince: 0,
  })),
  groups: Array.from({ length: GROUPS }, (_, index) => ({
    ref: `group:default/g${index}`,
    title: `Group ${index}`,
    description: '',
  })),
  edges: [
    ...Array.from({ length: GROUPS - 1 }, (_, index) =>
      edge(
        `group:default/g${index + 1}`,
        `group:default/g${Math.floor(index / 10)}`,
      ),
    ),
    ...Array.from({ length: PEOPLE }, (_, index) =>
      edge(`user:default/p${index}`, `group:default/g${index % GROUPS}`),
    ),
  ],
};

describe('listGroups of a large organization', () => {
  it('counts the members of the groups on the page only', () => {
    const model = modelOf({ groups: [], memberships: [] }, directory);
    const counted = jest.spyOn(model, 'membersOf');
    const page = listGroups(model, { limit: 25 });
    expect(page.total).toBe(GROUPS);
    expect(counted.mock.calls.map(([ref]) => ref)).toEqual(
      page.items.map(({ ref }) => ref),
    );
    expect(page.items[0]).toMatchObject({
      ref: 'group:default/g0',
      memberCount: PEOPLE,
    });
    counted.mockClear();
    listGroups(model, { limit: 25, q: 'group 4999' });
    expect(counted).toHaveBeenCalledTimes(1);
  });
});
