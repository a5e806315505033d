// SPDX-License-Identifier: Apache-2.0
import type { CatalogGroup, DirectoryFacts, Edge, Person } from './facts';
import { groupBy } from './groupBy';

const NO_EDGES: readonly Edge[] = [];

/** What the catalog says of people and groups, indexed. It never changes; a newer state is another directory. */
export class Directory {
  static create(facts: DirectoryFacts): Directory {
    return new Directory(facts);
  }

  readonly people: ReadonlyMap<string, Person>;
  readonly groups: ReadonlyMap<string, CatalogGroup>;
  readonly edges: readonly Edge[];
  readonly #up: ReadonlyMap<string, readonly Edge[]>;
  readonly #down: ReadonlyMap<string, readonly Edge[]>;

  private constructor({ people, groups, edges }: DirectoryFacts) {
    this.people = new Map(people.map(person => [person.ref, person]));
    this.groups = new Map(groups.map(group => [group.ref, group]));
    this.edges = edges;
    this.#up = groupBy(edges, ({ child }) => child);
    this.#down = groupBy(edges, ({ group }) => group);
  }

  /** The groups that a person or group is directly in. */
  above(ref: string): readonly Edge[] {
    return this.#up.get(ref) ?? NO_EDGES;
  }

  /** The people and groups that are directly in a group. */
  below(group: string): readonly Edge[] {
    return this.#down.get(group) ?? NO_EDGES;
  }
}
