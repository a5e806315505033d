// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import type { AccessStore } from '../store/AccessStore';
import { findInvitation } from './operations/findInvitation';
import {
  countInvitations,
  type InvitationPosition,
  type InvitationSearch,
  listInvitations,
} from './operations/listInvitations';
import { readPeople, type InvitedUser } from './operations/readPeople';
import { addressKey } from './parseAddress';
import { peopleByAddress } from './peopleByAddress';
import {
  providedUser,
  readInvitation,
  type StoredInvitation,
} from './StoredInvitation';

export interface InvitationListPage {
  readonly items: readonly StoredInvitation[];
  readonly total: number;
  readonly next?: InvitationPosition;
}

/** Reads invitations, from the database. */
export class InvitationList {
  static create(options: { readonly access: AccessStore }): InvitationList {
    return new InvitationList(options.access);
  }

  private constructor(private readonly access: AccessStore) {}

  async page(
    search: InvitationSearch,
    limit: number,
    position?: InvitationPosition,
  ): Promise<InvitationListPage> {
    const { knex, dialect } = this.access;
    const rows = await listInvitations(
      knex,
      dialect,
      search,
      limit + 1,
      position,
    );
    const items = rows.slice(0, limit).map(row => readInvitation(row, dialect));
    const last = items[items.length - 1];
    return {
      items,
      total: await countInvitations(knex, dialect, search),
      ...(rows.length > limit && {
        next: { time: last.createdAt, id: last.id },
      }),
    };
  }

  /** Throws a NotFoundError when there is none. */
  async get(id: string): Promise<StoredInvitation> {
    const { knex, dialect } = this.access;
    const row = await findInvitation(knex, { id });
    if (!row) {
      throw new NotFoundError(`There is no invitation ${id}`);
    }
    return readInvitation(row, dialect);
  }

  /**
   * Whom the catalog is to be given: people who are invited, or were and accepted, and whom it does not know from
   * elsewhere, neither by their address nor by their name.
   */
  async people(): Promise<readonly InvitedUser[]> {
    const { knex, dialect } = this.access;
    const { directory } = await this.access.fresh();
    const byAddress = peopleByAddress(directory);
    const users = new Map<string, InvitedUser>();
    for (const user of await readPeople(knex, dialect, Date.now())) {
      const isKnown =
        directory.people.get(providedUser(user.name))?.source === 'catalog' ||
        byAddress.has(addressKey(user.email));
      if (!isKnown && !users.has(user.name)) {
        users.set(user.name, user);
      }
    }
    return [...users.values()];
  }
}
