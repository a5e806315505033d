// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { InvitationRow } from '../../../database/accessTables';
import type { AccessStore } from '../../store/AccessStore';
import { Announcements } from '../../store/Announcements';
import { claimMail } from '../operations/claimMail';
import { giveUpAbandoned } from '../operations/giveUpAbandoned';
import { settleMail } from '../operations/settleMail';
import { readInvitation, type StoredInvitation } from '../StoredInvitation';
import { hashToken, mintToken } from '../token';
import type { Mail, MailOutcome } from './MailTransport';
import { plainText } from './plainText';

export interface MailOutboxTimes {
  /** How often a replica looks for e-mails that others queued, or that are due again. */
  readonly lookMs: number;
  /** How long an attempt may take at the most. It MUST be longer than sending can take. */
  readonly leaseMs: number;
  /** Until the second attempt; doubled with each. */
  readonly firstRetryMs: number;
  readonly lastRetryMs: number;
}

export const DEFAULT_OUTBOX_TIMES: MailOutboxTimes = {
  lookMs: 2_000,
  leaseMs: 180_000,
  firstRetryMs: 30_000,
  lastRetryMs: 3_600_000,
};

export interface MailOutboxOptions {
  readonly access: AccessStore;
  readonly logger: LoggerService;
  readonly times: MailOutboxTimes;
  /** How many e-mails are sent at once. */
  readonly senders: number;
  /** Sends one; never rejects. */
  readonly send: (mail: Mail) => Promise<MailOutcome>;
  /** Writes one, with this token in its link. */
  readonly compose: (
    invitation: StoredInvitation,
    token: string,
  ) => Promise<Mail>;
  /** Is told of e-mails that were sent, or will not be any more. */
  readonly onSettled: (
    invitation: StoredInvitation,
    outcome: MailOutcome,
  ) => Promise<void>;
}

const ABANDONED =
  'The process that was sending it ended before it could write down whether the mail server took it';

/**
 * Sends the e-mails that wait in the database, from every replica. Each goes through these states:
 *
 *     queued → sending → sent | refused | unconfirmed
 *        ↑________|  deferred, until the invitation expires
 *
 * An attempt takes an e-mail for itself before it sends it, so that no other sends it, too. What an attempt did not write
 * down in time is `unconfirmed`: it may have been sent, and only a person decides to send it again.
 */
export class MailOutbox {
  static create(options: MailOutboxOptions): MailOutbox {
    return new MailOutbox(options);
  }

  readonly #announcements = Announcements.create();
  #wakes = 0;
  #isAway = false;

  private constructor(private readonly options: MailOutboxOptions) {}

  /** Says that e-mails were queued here. */
  wake(): void {
    this.#wakes += 1;
    this.#announcements.announce();
  }

  /** Sends until the signal; then what is being sent is ended. */
  async run(signal: AbortSignal): Promise<void> {
    const { senders } = this.options;
    await Promise.all(
      Array.from({ length: senders }, (_, index) =>
        this.runSender(index === 0, signal),
      ),
    );
  }

  /** One of the senders looks out; the others are woken when there is something. */
  private async runSender(
    isLookout: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    const { lookMs } = this.options.times;
    while (!signal.aborted) {
      const seen = this.#wakes;
      const isBusy = await this.turn(isLookout);
      if (!isBusy) {
        await this.#announcements.wait(
          () => this.#wakes !== seen && !this.#isAway,
          isLookout ? lookMs : lookMs * 30,
          signal,
        );
      }
    }
  }

  private async turn(isLookout: boolean): Promise<boolean> {
    const { logger } = this.options;
    try {
      if (isLookout) {
        await this.giveUp();
      }
      const isBusy = await this.sendOne();
      if (this.#isAway) {
        this.#isAway = false;
        logger.info('E-mails of invitations are sent again');
      }
      return isBusy;
    } catch (error: unknown) {
      if (!this.#isAway) {
        this.#isAway = true;
        logger.warn('E-mails of invitations wait: the database is away', {
          cause: String(error),
        });
      }
      return false;
    }
  }

  private async sendOne(): Promise<boolean> {
    const { access, times, compose, send } = this.options;
    const { knex, dialect } = access;
    const token = mintToken();
    const claimedBy = randomUUID();
    const row = await claimMail(knex, dialect, {
      claimedBy,
      leaseMs: times.leaseMs,
      tokenHash: hashToken(token),
      now: Date.now(),
    });
    if (!row) {
      return false;
    }
    // There may be more.
    this.wake();
    const began = performance.now();
    const invitation = readInvitation(row, dialect);
    const outcome = await compose(invitation, token).then(
      (mail): MailOutcome | Promise<MailOutcome> =>
        // Of a process that slept, the e-mail is given up already, and may be sent again by somebody.
        performance.now() - began > times.leaseMs / 2
          ? { kind: 'deferred', reason: 'The process was not running' }
          : send(mail),
      (error: unknown): MailOutcome => ({
        kind: 'deferred',
        reason: plainText(String(error)),
      }),
    );
    await this.settle(claimedBy, invitation, outcome);
    return true;
  }

  private async settle(
    claimedBy: string,
    invitation: StoredInvitation,
    outcome: MailOutcome,
  ): Promise<void> {
    const { access, onSettled } = this.options;
    const { kind, reason } = outcome;
    const now = Date.now();
    const changes: Partial<InvitationRow> = {
      delivery_at: access.dialect.writeTime(now),
      delivery_reason: reason ?? null,
      ...(kind === 'deferred'
        ? {
            delivery_state: 'queued',
            token_hash: null,
            next_attempt_at: access.dialect.writeTime(
              now + this.pauseAfter(invitation.delivery.attempts),
            ),
          }
        : { delivery_state: kind, next_attempt_at: null }),
    };
    const counts = await this.writeDown(() =>
      settleMail(access.knex, claimedBy, changes),
    );
    if (counts && kind !== 'deferred') {
      await onSettled(invitation, outcome);
    }
  }

  /** The database may be away for as long as the attempt has time: what is known is not lost by that. */
  private async writeDown<T>(write: () => Promise<T>): Promise<T> {
    const { lookMs, leaseMs } = this.options.times;
    const began = performance.now();
    for (;;) {
      try {
        return await write();
      } catch (error: unknown) {
        if (performance.now() - began > leaseMs / 2) {
          throw error;
        }
      }
      await sleep(lookMs, undefined, { ref: false });
    }
  }

  private async giveUp(): Promise<void> {
    const { access, onSettled } = this.options;
    const { knex, dialect } = access;
    for (const row of await giveUpAbandoned(knex, dialect, ABANDONED)) {
      await onSettled(readInvitation(row, dialect), {
        kind: 'unconfirmed',
        reason: ABANDONED,
      });
    }
  }

  /** Between half of it and all of it, so that not all come at once when the mail server is back. */
  private pauseAfter(attempts: number): number {
    const { firstRetryMs, lastRetryMs } = this.options.times;
    const pause = Math.min(firstRetryMs * 2 ** (attempts - 1), lastRetryMs);
    return pause * (0.5 + Math.random() / 2);
  }
}
