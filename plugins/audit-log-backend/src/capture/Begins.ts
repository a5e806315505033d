// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import type {
  AuditEventSink,
  OpenOperation,
} from 'backstage-plugin-audit-log-node';
import type { JournalingSink } from './JournalingSink';
import type { Refusals } from './Refusals';

export interface BeginsOptions {
  readonly journaling: JournalingSink;
  readonly refusals: Refusals;
  /** Sinks that prepare events for being written, and hand them to the next one. */
  readonly prepare: (next: AuditEventSink) => AuditEventSink;
  /** Whether nothing is recorded of an operation that never ends, as far as that can be told without its event. */
  readonly isIgnored: (operation: OpenOperation) => boolean;
  readonly logger: LoggerService;
}

/** Keeps of operations that begin what is on record if they never end, and refuses those that could not be recorded. */
export class Begins {
  readonly #options: BeginsOptions;
  readonly #unfinished: AuditEventSink;

  private constructor(options: BeginsOptions) {
    this.#options = options;
    const { journaling, refusals, prepare } = options;
    this.#unfinished = prepare({
      append: ([event]) =>
        journaling.keep(event).then(isKept => {
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
    const { journaling, refusals, isIgnored, logger } = this.#options;
    refusals.check(operation.severity);
    if (isIgnored(operation)) {
      return;
    }
    const { operationId } = operation;
    journaling.begins(operationId);
    try {
      await this.#unfinished.append([await operation.unfinished()]);
    } catch (error: unknown) {
      if (error instanceof ServiceUnavailableError) {
        journaling.isRefused(operationId);
        throw error;
      }
      logger.error(
        'That an operation began could not be written down',
        isError(error) ? error : undefined,
      );
    }
  }
}
