// SPDX-License-Identifier: Apache-2.0
import { NotFoundError } from '@backstage/errors';
import { redactText } from 'backstage-plugin-audit-log-node';
import { ACCESS_TABLES } from '../../database/accessTables';
import type { AccessStore } from '../store/AccessStore';
import { findByMessage } from './operations/findByMessage';
import { readInvitation, type StoredInvitation } from './StoredInvitation';
import { plainText } from './mail/plainText';

/** What a delivery status notification says (RFC 3464). */
export interface DeliveryReport {
  readonly messageId: string;
  readonly action: 'failed' | 'delayed' | 'delivered';
  readonly status?: string;
  readonly diagnostic?: string;
}

/** Notes what became of e-mails after the mail server took them. */
export class DeliveryReports {
  static create(options: { readonly access: AccessStore }): DeliveryReports {
    return new DeliveryReports(options.access);
  }

  private constructor(private readonly access: AccessStore) {}

  /** Throws a NotFoundError for an e-mail that is not the last one of an invitation. */
  async note(report: DeliveryReport): Promise<StoredInvitation> {
    const { knex, dialect } = this.access;
    const row = await findByMessage(
      knex,
      report.messageId.trim().replace(/^<|>$/g, ''),
    );
    if (!row) {
      throw new NotFoundError(
        'messageId: is not that of the last e-mail of an invitation; there is nothing to do for it',
      );
    }
    // Reports come in any order, and that it came back is the last word.
    if (row.delivery_state === 'bounced' && report.action !== 'failed') {
      return readInvitation(row, dialect);
    }
    const reason = plainText(
      redactText([report.status, report.diagnostic].filter(Boolean).join(' ')),
    );
    const columns = {
      ...(report.action === 'failed' && {
        delivery_state: 'bounced' as const,
        next_attempt_at: null,
        claimed_by: null,
        claimed_until: null,
      }),
      // Whether the server had taken it is known now.
      ...(report.action === 'delivered' &&
        row.delivery_state === 'unconfirmed' && {
          delivery_state: 'sent' as const,
        }),
      delivery_at: dialect.writeTime(Date.now()),
      delivery_reason: report.action === 'delivered' ? null : reason || null,
    };
    // Meanwhile it may have been sent again, and then this is not about its last e-mail any more.
    await knex(ACCESS_TABLES.invitations)
      .where({ id: row.id, message_id: row.message_id })
      .update(columns);
    return readInvitation({ ...row, ...columns }, dialect);
  }
}
