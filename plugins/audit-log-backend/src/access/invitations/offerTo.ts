// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { InvitationRow } from '../../database/accessTables';
import type { Granter } from '../Granter';
import type { AccessTransaction } from '../store/AccessTransaction';
import type { InvitationSettings } from './InvitationSettings';
import type { InvitedAddress, InvitingResult } from './Inviting';
import type { ParsedAddress } from './parseAddress';
import type { PersonBinding } from './PersonBinding';
import { prepareSending } from './Sending';
import {
  type Offer,
  readInvitation,
  type StoredInvitation,
} from './StoredInvitation';
import { ungrantable } from './ungrantable';
import { unionOfOffers } from './unionOfOffers';

/** What all addresses of one invitation have in common. */
export interface Offering {
  readonly transaction: AccessTransaction;
  readonly settings: InvitationSettings;
  readonly granter: Granter;
  readonly offer: Offer;
  readonly binding: PersonBinding;
}

/** An answer for an address, and the row to write. */
export interface OfferedTo {
  readonly answer: InvitingResult;
  readonly row?: InvitationRow;
}

/** Offers something to one address, whose pending invitation, if there is one, is renewed. */
export function offerTo(
  offering: Offering,
  { email, operationId }: InvitedAddress,
  address: Extract<ParsedAddress, { readonly key: string }>,
  earlier: InvitationRow | undefined,
): OfferedTo {
  const { transaction, settings, granter, binding } = offering;
  const { dialect, model, now } = transaction;
  const before = earlier && readInvitation(earlier, dialect);
  const offer = before ? unionOfOffers(before, offering.offer) : offering.offer;
  const missing = before && ungrantable(model, granter, offer);
  if (missing !== undefined) {
    const reason = `There is a pending invitation of this address which offers more than you hold yourself: ${missing}. Revoke it first, or ask whoever made it`;
    return { answer: { email, result: 'invalid', reason } };
  }

  const invitee = binding.bind(address.key);
  const { columns, link } = prepareSending(
    settings,
    dialect,
    now,
    before?.delivery.at,
  );
  const row: InvitationRow = {
    ...(earlier ?? newRow(transaction, address)),
    roles: JSON.stringify(offer.roles),
    groups: JSON.stringify(offer.groups),
    project: offer.project ?? '',
    person_ref: invitee.personRef ?? null,
    person_name: invitee.personName ?? null,
    created_by: granter.ref,
    created_operation: operationId ?? null,
    ...columns,
  };
  return {
    row,
    answer: {
      email,
      result: earlier ? 'renewed' : 'invited',
      invitation: readInvitation(row, dialect),
      ...(before && { before: offerOf(before) }),
      ...(link !== undefined && { link }),
    },
  };
}

function newRow(
  { dialect, now }: AccessTransaction,
  { email, key }: { readonly email: string; readonly key: string },
) {
  return {
    id: randomUUID(),
    email,
    email_key: key,
    created_at: dialect.writeTime(now),
    accepted_at: null,
    accepted_by: null,
    revoked_at: null,
    revoked_by: null,
    delivery_at: null,
  };
}

function offerOf({ roles, groups, project }: StoredInvitation): Offer {
  return { roles, groups, ...(project !== undefined && { project }) };
}
