// SPDX-License-Identifier: Apache-2.0
import { ConflictError, NotFoundError } from '@backstage/errors';
import type { InvitationRow } from '../../database/accessTables';
import type { Granter } from '../Granter';
import type { AccessStore } from '../store/AccessStore';
import type { AccessTransaction, Changer } from '../store/AccessTransaction';
import type { InvitationSettings } from './InvitationSettings';
import { findInvitation } from './operations/findInvitation';
import { findPendingByEmail } from './operations/findPendingByEmail';
import { updateInvitation } from './operations/updateInvitation';
import { PersonBinding } from './PersonBinding';
import {
  MAIL_INTERVAL_MS,
  prepareLink,
  prepareSending,
  type Sending,
} from './Sending';
import {
  readInvitation,
  statusOf,
  type StoredInvitation,
} from './StoredInvitation';
import { TooManyRequestsError } from './TooManyRequestsError';
import { requireGrantableOffer } from './ungrantable';

/** An invitation after a change, and before it. */
export interface ChangedInvitation {
  readonly before: StoredInvitation;
  readonly invitation: StoredInvitation;
  readonly link?: string;
}

/** Changes invitations that were made before. */
export class InvitationChanges {
  static create(options: {
    readonly access: AccessStore;
    readonly settings: InvitationSettings;
  }): InvitationChanges {
    return new InvitationChanges(options.access, options.settings);
  }

  private constructor(
    private readonly access: AccessStore,
    private readonly settings: InvitationSettings,
  ) {}

  /** Sends it again, with a new link and a new expiry; whoever does so stands for the offer from now on. */
  resend(
    id: string,
    granter: Granter,
    operationId: string | undefined,
  ): Promise<ChangedInvitation> {
    const { settings } = this;
    return this.send(id, granter, operationId, ({ dialect, now }, before) => {
      if (settings.mail) {
        requirePause(before, now);
      }
      return prepareSending(settings, dialect, now);
    });
  }

  /** Makes a link to hand over by hand, which takes the place of the e-mail. */
  makeLink(
    id: string,
    granter: Granter,
    operationId: string | undefined,
  ): Promise<ChangedInvitation> {
    return this.send(id, granter, operationId, ({ dialect, now }) =>
      prepareLink(this.settings, dialect, now),
    );
  }

  /** Its link does not work any more. Its roles can be gone, and whoever does so need not hold them. */
  revoke(id: string, changer: Changer): Promise<ChangedInvitation> {
    return this.change(id, changer, async ({ dialect, now }, before) => {
      requireOpen(before, now, 'be revoked');
      return {
        revoked_at: dialect.writeTime(now),
        revoked_by: changer.by ?? null,
        next_attempt_at: null,
      };
    });
  }

  private async send(
    id: string,
    granter: Granter,
    operationId: string | undefined,
    prepare: (
      transaction: AccessTransaction,
      before: StoredInvitation,
    ) => Sending,
  ): Promise<ChangedInvitation> {
    let link: string | undefined;
    const changer = { by: granter.ref, operationId };
    const changed = await this.change(
      id,
      changer,
      async (transaction, before, row) => {
        const { knex, dialect, model, now } = transaction;
        requireOpen(before, now, 'be sent');
        requireGrantableOffer(model, granter, before);
        await requireOnly(transaction, row);
        const sending = prepare(transaction, before);
        link = sending.link;
        const invitee = (await PersonBinding.read(knex, model)).bind(
          row.email_key,
        );
        return {
          ...sending.columns,
          person_ref: invitee.personRef ?? null,
          person_name: invitee.personName ?? null,
          created_by: granter.ref,
          created_operation: operationId ?? null,
          // An e-mail counts once it is tried. A link does at once, so that making one does not make room for an e-mail.
          delivery_at: link ? dialect.writeTime(now) : row.delivery_at,
        };
      },
    );
    return { ...changed, ...(link && { link }) };
  }

  private change(
    id: string,
    changer: Changer,
    work: (
      transaction: AccessTransaction,
      before: StoredInvitation,
      row: InvitationRow,
    ) => Promise<Partial<InvitationRow>>,
  ): Promise<ChangedInvitation> {
    return this.access.change(changer, async transaction => {
      const { knex, dialect } = transaction;
      // Its e-mail does not begin to be sent until this ends.
      const row = await findInvitation(knex, { id }).forUpdate();
      if (!row) {
        throw new NotFoundError(`There is no invitation ${id}`);
      }
      const before = readInvitation(row, dialect);
      const columns = await work(transaction, before, row);
      await updateInvitation(knex, id, columns);
      return {
        before,
        invitation: readInvitation({ ...row, ...columns }, dialect),
      };
    });
  }
}

function requireOpen(
  invitation: StoredInvitation,
  now: number,
  what: string,
): void {
  const status = statusOf(invitation, now);
  if (status === 'accepted' || status === 'revoked') {
    throw new ConflictError(
      `The invitation of ${
        invitation.email
      } is ${status} and cannot ${what} any more; ${
        status === 'accepted'
          ? 'take away the roles of the person instead'
          : 'invite the address anew'
      }`,
    );
  }
}

/** There is one pending invitation of an address at the most, also when one that has expired is sent again. */
async function requireOnly(
  { knex, dialect, now }: AccessTransaction,
  { id, email, email_key: key }: InvitationRow,
): Promise<void> {
  const pending = await findPendingByEmail(knex, dialect, [key], now);
  const other = pending.get(key);
  if (other && other.id !== id) {
    throw new ConflictError(
      `There is a newer invitation of ${email}; send that one`,
    );
  }
}

function requirePause({ email, delivery }: StoredInvitation, now: number) {
  const wait = (delivery.at ?? -Infinity) + MAIL_INTERVAL_MS - now;
  if (wait > 0) {
    const seconds = Math.ceil(wait / 1000);
    throw new TooManyRequestsError(
      `The invitation of ${email} was sent, or its link made, less than a minute ago; send it again in ${seconds} seconds`,
      seconds,
    );
  }
}
