// SPDX-License-Identifier: Apache-2.0
import type { InvitationRow } from '../../database/accessTables';
import type { Granter } from '../Granter';
import type { AccessStore } from '../store/AccessStore';
import type { AccessTransaction } from '../store/AccessTransaction';
import type { InvitationSettings } from './InvitationSettings';
import { type Offering, offerTo } from './offerTo';
import { countSince } from './operations/countSince';
import { findPendingByEmail } from './operations/findPendingByEmail';
import { writeInvitations } from './operations/writeInvitations';
import { type ParsedAddress, parseAddress } from './parseAddress';
import { PersonBinding } from './PersonBinding';
import type { Offer, StoredInvitation } from './StoredInvitation';
import { TooManyRequestsError } from './TooManyRequestsError';
import { requireGrantableOffer, requireOffer } from './ungrantable';

const HOUR = 3_600_000;

/** An address as it was given, and the operation of the audit log that it is invited by. */
export interface InvitedAddress {
  readonly email: string;
  readonly operationId?: string;
}

/** What became of an address. */
export interface InvitingResult {
  readonly email: string;
  readonly result: 'invited' | 'renewed' | 'invalid' | 'repeated';
  readonly invitation?: StoredInvitation;
  /** What was offered before it was renewed. */
  readonly before?: Offer;
  readonly link?: string;
  readonly reason?: string;
}

export interface InvitingOptions {
  readonly access: AccessStore;
  readonly settings: InvitationSettings;
  /** How many invitations are made within an hour at the most. */
  readonly mostPerHour: number;
}

/** Offers roles and groups to addresses. Nothing is sent here: what is to be sent is written down. */
export class Inviting {
  static create(options: InvitingOptions): Inviting {
    return new Inviting(options);
  }

  private constructor(private readonly options: InvitingOptions) {}

  /** A result for each address, in their order. Throws when nobody can be offered this. */
  async invite(
    granter: Granter,
    offer: Offer,
    addresses: readonly InvitedAddress[],
  ): Promise<readonly InvitingResult[]> {
    const parsed = addresses.map(({ email }) => parseAddress(email));
    const keys = [...new Set(parsed.flatMap(keyOf))];
    const changer = { by: granter.ref, operationId: addresses[0]?.operationId };
    const { access, settings } = this.options;
    return access.change(changer, async transaction => {
      const { knex, dialect, model, now } = transaction;
      requireOffer(model, offer);
      requireGrantableOffer(model, granter, offer);
      const pending = await findPendingByEmail(knex, dialect, keys, now);
      await this.requireWithinLimit(transaction, keys.length - pending.size);

      const offering: Offering = {
        transaction,
        settings,
        granter,
        offer,
        binding: await PersonBinding.read(knex, model),
      };
      const results: InvitingResult[] = [];
      const written: InvitationRow[] = [];
      const seen = new Set<string>();
      for (const [index, address] of parsed.entries()) {
        const { email } = addresses[index];
        if ('problem' in address) {
          results.push({ email, result: 'invalid', reason: address.problem });
        } else if (seen.has(address.key)) {
          results.push({ email, result: 'repeated' });
        } else {
          seen.add(address.key);
          const earlier = pending.get(address.key);
          const offered = offerTo(offering, addresses[index], address, earlier);
          const { answer, row } = offered;
          results.push(answer);
          if (row) {
            written.push(row);
          }
        }
      }
      await writeInvitations(knex, written);
      return results;
    });
  }

  private async requireWithinLimit(
    { knex, dialect, now }: AccessTransaction,
    added: number,
  ): Promise<void> {
    const { mostPerHour } = this.options;
    const { count, first } = await countSince(knex, dialect, now - HOUR);
    if (count + added > mostPerHour) {
      const seconds = Math.ceil(((first ?? now) + HOUR - now) / 1000);
      throw new TooManyRequestsError(
        `emails: no more than ${mostPerHour} people can be invited within an hour, and ${count} were; invite fewer, or try again later`,
        seconds,
      );
    }
  }
}

function keyOf(address: ParsedAddress): string[] {
  return 'key' in address ? [address.key] : [];
}
