// SPDX-License-Identifier: Apache-2.0
import type { Directory } from '../model/Directory';
import type { CatalogGroup, Edge, Person } from '../model/facts';
import type { DirectoryReading } from './DirectoryReading';

type Membership = Pick<Edge, 'child' | 'group'>;

/** What makes of what was known what was read. */
export interface DirectoryChanges {
  /** New, back again, or with another title, address and so on. */
  readonly people: readonly Omit<Person, 'knownSince'>[];
  readonly groups: readonly CatalogGroup[];
  readonly peopleGone: readonly string[];
  readonly groupsGone: readonly string[];
  readonly begun: readonly Membership[];
  readonly ended: readonly Membership[];
}

/** Compares what is known with what was read; undefined when it is the same. It grows with their size, no faster. */
export function changesOf(
  known: Directory,
  reading: DirectoryReading,
): DirectoryChanges | undefined {
  const changes: DirectoryChanges = {
    people: [...reading.people.values()].filter(person => {
      const before = known.people.get(person.ref);
      return (
        before?.title !== person.title ||
        before.email !== person.email ||
        before.source !== person.source
      );
    }),
    groups: [...reading.groups.values()].filter(group => {
      const before = known.groups.get(group.ref);
      return (
        before?.title !== group.title ||
        before.description !== group.description
      );
    }),
    peopleGone: missing(known.people, reading.people),
    groupsGone: missing(known.groups, reading.groups),
    begun: [...reading.memberships()].flatMap(([child, groups]) => {
      const before = new Set(known.above(child).map(({ group }) => group));
      return [...groups]
        .filter(group => !before.has(group))
        .map(group => ({ child, group }));
    }),
    ended: known.edges.filter(
      ({ child, group }) => !reading.isMember(child, group),
    ),
  };
  return Object.values(changes).some(({ length }) => length > 0)
    ? changes
    : undefined;
}

function missing(
  known: ReadonlyMap<string, unknown>,
  read: ReadonlyMap<string, unknown>,
): readonly string[] {
  return [...known.keys()].filter(ref => !read.has(ref));
}
