// SPDX-License-Identifier: Apache-2.0
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { Knex } from 'knex';
import type { InvitationRow } from '../../database/accessTables';
import type { AuthorizationMode } from '../readAuthorizationMode';
import type { AccessModel } from '../model/AccessModel';
import type { AccessStore } from '../store/AccessStore';
import type { AttemptLimiter } from './AttemptLimiter';
import { misfitOf } from './fitOf';
import { type GivenOffer, giveOffer } from './giveOffer';
import { findInvitation } from './operations/findInvitation';
import { updateInvitation } from './operations/updateInvitation';
import { standingGranter } from './standingGranter';
import {
  readInvitation,
  statusOf,
  type StoredInvitation,
} from './StoredInvitation';
import { hashToken } from './token';
import { ungrantable } from './ungrantable';

/** What an invitation comes to for somebody who opens its link. */
export interface OpenedInvitation {
  readonly invitation: StoredInvitation;
  /** Why they cannot accept it. */
  readonly problem?: string;
  /** Whether it is for them; the address is not told to others. */
  readonly isTheirs: boolean;
}

/** The same, with what the person was given by name before and after it. */
export type AcceptedInvitation = OpenedInvitation & GivenOffer;

export interface AcceptanceOptions {
  readonly access: AccessStore;
  readonly limiter: AttemptLimiter;
  readonly mode: AuthorizationMode;
}

const UNKNOWN =
  'There is no invitation with this link. It may be incomplete, or there is a newer link of the same invitation, which works';

/**
 * Opens and accepts invitations for people who are signed in and have the token of a link. Whether one was used, revoked
 * or has expired is told only to who has a token that there was.
 */
export class Acceptance {
  static create(options: AcceptanceOptions): Acceptance {
    return new Acceptance(options);
  }

  private constructor(private readonly options: AcceptanceOptions) {}

  /** Id of the invitation that a link is of, for the record. */
  async identify(token: string): Promise<string | undefined> {
    const row = await this.find(token);
    return row?.id;
  }

  /** What is offered, and whether it fits the person. */
  async inspect(token: string, person: string): Promise<OpenedInvitation> {
    const { access, limiter } = this.options;
    const now = Date.now();
    limiter.count(person, now);
    const row = await this.find(token);
    const model = await access.fresh();
    return this.open(model, row, person, now);
  }

  /** Gives the person what is offered. Of several attempts, one succeeds. */
  async accept(
    token: string,
    person: string,
    operationId: string | undefined,
  ): Promise<AcceptedInvitation> {
    const { access, limiter } = this.options;
    limiter.count(person, Date.now());
    // Who guesses does not get as far as the lock that changes wait for.
    if (!(await this.find(token))) {
      throw new NotFoundError(UNKNOWN);
    }
    return access.change({ by: person, operationId }, async transaction => {
      const { knex, dialect, model, now } = transaction;
      const row = await this.find(token, knex);
      const opened = this.open(model, row, person, now);
      const { invitation, problem } = opened;
      if (problem !== undefined) {
        throw new NotAllowedError(problem);
      }
      const given = await giveOffer(
        transaction,
        invitation,
        person,
        invitation.createdBy,
      );
      await updateInvitation(knex, invitation.id, {
        accepted_at: dialect.writeTime(now),
        accepted_by: person,
        next_attempt_at: null,
      });
      return { ...opened, ...given };
    });
  }

  private find(token: string, knex: Knex = this.options.access.knex) {
    return findInvitation(knex, { tokenHash: hashToken(token) });
  }

  private open(
    model: AccessModel,
    row: InvitationRow | undefined,
    person: string,
    now: number,
  ): OpenedInvitation {
    if (!row) {
      throw new NotFoundError(UNKNOWN);
    }
    const { access, mode } = this.options;
    const invitation = readInvitation(row, access.dialect);
    requirePending(invitation, person, now);
    const misfit = misfitOf(model, invitation, person);
    const granter = standingGranter(invitation.createdBy, mode);
    const missing = ungrantable(model, granter, invitation);
    const lost =
      missing &&
      `Whoever invited you does not hold any more what they offered: ${missing}. Ask another administrator for a new invitation.`;
    const problem = misfit ?? lost;
    return {
      invitation,
      isTheirs: misfit === undefined,
      ...(problem !== undefined && { problem }),
    };
  }
}

function requirePending(
  invitation: StoredInvitation,
  person: string,
  now: number,
): void {
  switch (statusOf(invitation, now)) {
    case 'accepted':
      throw new ConflictError(
        invitation.acceptedBy === person
          ? 'You have accepted this invitation before; what it offered is yours already'
          : 'This invitation was used already; ask for a new one',
      );
    case 'revoked':
      throw new ConflictError(
        'This invitation was revoked, or what it offered has been deleted; ask for a new one if you should have it',
      );
    case 'expired':
      throw new ConflictError(
        'This invitation has expired; ask for it to be sent again',
      );
    default:
  }
}
