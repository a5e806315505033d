// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import type { FieldChange, Target } from 'backstage-plugin-audit-log-common';
import type { AuditRecord, BegunRecord } from './AuditRecord';
import type { DeclaredEventType } from './DeclaredEventType';

/**
 * What becomes known of an operation while it goes on.
 *
 * @public
 */
export interface OperationDetails {
  readonly targets?: readonly (string | Target)[];
  readonly projects?: readonly string[];
  readonly changes?: readonly FieldChange[];
  readonly meta?: JsonObject;
}

/**
 * An operation that goes on.
 *
 * @public
 */
export interface AuditOperation {
  /** By which the events of it are found in the log. UUID. */
  readonly id: string;
  /** Adds to what was said when it began. Fields of `meta` that are there already are replaced. */
  add(details: OperationDetails): void;
}

/**
 * The audit log, for a plugin that has more to say than the core auditor takes.
 *
 * @public
 */
export interface AuditLogService {
  /**
   * Records an operation that is over. MUST NOT reject, nor hold up the caller for longer than `auditLog.maxDelay`: what is
   * recorded never breaks what it is about. Resolves when the event is as safe as the events of the core auditor are.
   */
  record(record: AuditRecord): Promise<void>;

  /**
   * Does something and records how it ended, on every path: `succeeded`, or with what `work` throws `failed` or, for a
   * NotAllowedError, `denied`; `unfinished` if it does not end. Resolves or rejects as `work` does.
   */
  operation<T>(
    begun: BegunRecord,
    work: (operation: AuditOperation) => Promise<T>,
  ): Promise<T>;

  /**
   * Records what the caller keeps until it is on record. MUST resolve only once the ledger has committed all of it, and
   * reject otherwise; the same call again, with the same ids, is then right. Give each record its `id`.
   */
  commit(records: readonly AuditRecord[]): Promise<void>;

  /**
   * Tells what the plugin records: words for it, and what is to be expected in it. Called when the plugin starts, or a
   * module of it, each with its own. Does not throw: what is wrong is left out, and the log says so.
   */
  declare(types: readonly DeclaredEventType[]): void;
}
