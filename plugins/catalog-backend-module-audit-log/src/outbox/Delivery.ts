// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { FailureLog } from '../FailureLog';
import { deleteItems } from './operations/deleteItems';
import { readItems } from './operations/readItems';
import type { OutboxItem, WaitingItem } from './OutboxItem';

const LIMITS = { items: 100, bytes: 8 * 1024 * 1024 };

export interface DeliveryOptions {
  readonly knex: Knex;
  readonly logger: LoggerService;
  /** Puts it into words. The same item MUST give records with the same ids each time. */
  readonly describe: (item: OutboxItem) => Promise<readonly AuditRecord[]>;
  /** As `AuditLogService.commit`. */
  readonly commit: (records: readonly AuditRecord[]) => Promise<void>;
  readonly now?: () => number;
}

/**
 * Takes what waits in the outbox to the audit log, in order. An item goes when the audit log has committed its records and
 * not before: after a crash in between it is delivered again, with the same ids, which the audit log records once.
 */
export class Delivery {
  static create(options: DeliveryOptions): Delivery {
    return new Delivery(options);
  }

  readonly #failures: FailureLog;

  private constructor(private readonly options: DeliveryOptions) {
    this.#failures = FailureLog.create({
      ...options,
      failing:
        'Changes of the catalog wait to be recorded: the audit log or the database does not take them now',
      working: 'Changes of the catalog are recorded again',
    });
  }

  /** Delivers until nothing is left, or the audit log does not take it. Does not reject. */
  async run(signal: AbortSignal): Promise<void> {
    const { knex } = this.options;
    try {
      while (!signal.aborted) {
        const items = await readItems(knex, LIMITS);
        if (items.length === 0) {
          break;
        }
        await this.#deliver(items);
      }
      this.#failures.worked();
    } catch (error: unknown) {
      this.#failures.failed(error);
    }
  }

  async #deliver(items: readonly WaitingItem[]): Promise<void> {
    const { knex, commit, describe } = this.options;
    const records: AuditRecord[] = [];
    // One after the other: describing may read the database, of which SQLite has one connection.
    for (const item of items) {
      records.push(...(await describe(item)));
    }
    if (records.length > 0) {
      await commit(records);
    }
    await deleteItems(
      knex,
      items.map(({ number }) => number),
    );
  }
}
