// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';
import type { CatalogGroup, Person } from '../model/facts';
import { groupOf, isPerson, personOf } from './entities';
import { membershipsOf } from './memberships';

/** What the catalog says of people and groups, gathered page by page. */
export class DirectoryReading {
  static create(): DirectoryReading {
    return new DirectoryReading();
  }

  readonly people = new Map<string, Omit<Person, 'knownSince'>>();
  readonly groups = new Map<string, CatalogGroup>();
  readonly #above = new Map<string, Set<string>>();

  private constructor() {}

  add(entities: readonly Entity[]): void {
    for (const entity of entities) {
      if (isPerson(entity)) {
        const person = personOf(entity);
        this.people.set(person.ref, person);
      } else {
        const group = groupOf(entity);
        this.groups.set(group.ref, group);
      }
      for (const { child, group } of membershipsOf(entity)) {
        const above = this.#above.get(child);
        if (above) {
          above.add(group);
        } else {
          this.#above.set(child, new Set([group]));
        }
      }
    }
  }

  /**
   * The groups that each person and group is directly in. What a group says of somebody whom the catalog does not know is
   * left out: of them, the sign-in decides. Whole only when everything has been added.
   */
  *memberships(): Iterable<readonly [string, ReadonlySet<string>]> {
    for (const entry of this.#above) {
      if (this.people.has(entry[0]) || this.groups.has(entry[0])) {
        yield entry;
      }
    }
  }

  isMember(child: string, group: string): boolean {
    return (
      (this.people.has(child) || this.groups.has(child)) &&
      this.#above.get(child)?.has(group) === true
    );
  }
}
