// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import type { AuditEventSink } from '../AuditEventSink';
import type { OpenOperation } from '../auditEventSinkServiceRef';
import type { JournaledOperations } from './JournaledOperations';
import type { Refusals } from './Refusals';

/** @public */
export interface BeginsOptions {
  readonly operations: JournaledOperations;
  readonly refusals: Refusals;
  /** Sinks that prepare events for being written, and hand them to the next one. */
  readonly prepare: (next: AuditEventSink) => AuditEventSink;
  /**
   * Whether nothing is recorded of an operation that never ends, as far as that can be told without its event. By default it
   * is of none.
   */
  readonly isIgnored?: (operation: OpenOperation) => boolean;
  readonly logger: LoggerService;
}

/**
 * Keeps of operations that begin what is on record if they never end, and refuses those that could not be recorded.
 *
 * @public
 */
export class Begins {
  readonly #options: BeginsOptions;
  readonly #unfinished: AuditEventSink;

  private constructor(options: BeginsOptions) {
    this.#options = options;
    const { operations, refusals, prepare } = options;
    this.#unfinished = prepare({
      append: ([event]) =>
        operations.keep(event).then(isKept => {
          if (!isKept) {
            refusals.check(event.severity);
          }
        }),
    });
  }

  static create(options: BeginsOptions): Begins {
    return new Begins(options);
  }

  /** Rejects with a ServiceUnavailableError when the operation must not happen, and never otherwise. */
  async begin(operation: OpenOperation): Promise<void> {
    const { operations, refusals, isIgnored, logger } = this.#options;
    refusals.check(operation.severity);
    if (isIgnored?.(operation)) {
      return;
    }
    const { operationId } = operation;
    operations.begins(operationId);
    try {
      await this.#unfinished.append([await operation.unfinished()]);
    } catch (error: unknown) {
      if (error instanceof ServiceUnavailableError) {
        operations.isRefused(operationId);
        throw error;
      }
      logger.error(
        'That an operation began could not be written down',
        isError(error) ? error : undefined,
      );
    }
  }
}
