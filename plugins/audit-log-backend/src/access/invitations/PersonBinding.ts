// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES, type InvitationRow } from '../../database/accessTables';
import type { AccessModel } from '../model/AccessModel';
import type { Person } from '../model/facts';
import { peopleByAddress } from './peopleByAddress';
import { providedUser } from './StoredInvitation';

/** Whom an invitation is for, as far as that is known when it is made. */
export interface Invitee {
  /** The one person whom the catalog knows by the address. */
  readonly personRef?: string;
  /** Name of the User that the catalog is to be given, when it knows nobody by it. */
  readonly personName?: string;
}

const MOST_NAME = 50;

/**
 * Says whom addresses belong to. Somebody whom the catalog does not know gets the name of a User that nobody has, and that
 * nobody had: it must not stand for a person of the past, or for one whom only the configuration or a role names, since
 * whoever signs in as that User is that person.
 */
export class PersonBinding {
  static async read(knex: Knex, model: AccessModel): Promise<PersonBinding> {
    const known: string[] = await knex(ACCESS_TABLES.people).pluck('ref');
    const named = await knex<InvitationRow>(ACCESS_TABLES.invitations)
      .whereNotNull('person_name')
      .orderBy('created_at')
      .select('email_key', 'person_name');
    return new PersonBinding(
      peopleByAddress(model.directory),
      new Map(named.map(row => [row.email_key, row.person_name!])),
      new Set([
        ...known,
        ...model.directory.people.keys(),
        ...model.subjects(),
        ...model.localMembers(),
        ...named.map(row => providedUser(row.person_name!)),
      ]),
      model,
    );
  }

  private constructor(
    private readonly people: ReadonlyMap<string, readonly Person[]>,
    private readonly names: Map<string, string>,
    private readonly taken: Set<string>,
    private readonly model: AccessModel,
  ) {}

  /** Keys are those of `parseAddress`. */
  bind(key: string): Invitee {
    const people = this.people.get(key) ?? [];
    if (people.length > 0) {
      // Of several who share an address, each may accept.
      return people.length === 1 ? { personRef: people[0].ref } : {};
    }
    const earlier = this.names.get(key);
    if (earlier !== undefined && !this.isOfCatalog(earlier)) {
      return { personName: earlier };
    }
    const personName = this.freeName(key.slice(0, key.lastIndexOf('@')));
    this.names.set(key, personName);
    this.taken.add(providedUser(personName));
    return { personName };
  }

  private isOfCatalog(name: string): boolean {
    const person = this.model.directory.people.get(providedUser(name));
    return person?.source === 'catalog';
  }

  private freeName(local: string): string {
    const base =
      local
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, MOST_NAME)
        .replace(/^-+|-+$/g, '') || 'invited';
    let name = base;
    for (let number = 2; this.taken.has(providedUser(name)); number++) {
      name = `${base}-${number}`;
    }
    return name;
  }
}
