// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import type { AccessModel } from '../model/AccessModel';

/** Who changes something, and by which operation of the audit log. */
export interface Changer {
  /** Reference of a person, or subject of a service; absent for the configuration. */
  readonly by?: string;
  readonly operationId?: string;
}

/**
 * A change that is under way. No other is, on any replica, so what the model says holds until it ends. Everything it reads
 * and writes goes through `knex`: on SQLite there is no second connection.
 */
export interface AccessTransaction {
  readonly knex: Knex.Transaction;
  readonly dialect: Dialect;
  /** As everything is before the change. */
  readonly model: AccessModel;
  readonly changer: Changer;
  /** Epoch milliseconds, on this process's clock. */
  readonly now: number;
}
