// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSink } from 'backstage-plugin-audit-log-node';
import { AppendRefusedError } from '../ledger/AppendParticipant';
import { UnstorableEventsError } from '../ledger/UnstorableEventsError';
import { createUnstorableEvent } from './createUnstorableEvent';

export interface StandInSinkOptions {
  readonly next: AuditEventSink;
  readonly logger: LoggerService;
}

/** Has the stand-in stored (`createUnstorableEvent`) of an event that the next sink says it can never store. */
export class StandInSink implements AuditEventSink {
  readonly #next: AuditEventSink;
  readonly #logger: LoggerService;

  private constructor(options: StandInSinkOptions) {
    this.#next = options.next;
    this.#logger = options.logger;
  }

  static create(options: StandInSinkOptions): StandInSink {
    return new StandInSink(options);
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    try {
      await this.#next.append(events);
    } catch (error: unknown) {
      if (
        !(error instanceof UnstorableEventsError) ||
        // It is the event that is not wanted, and not what it is made of.
        error.events.some(({ cause }) => cause instanceof AppendRefusedError)
      ) {
        throw error;
      }
      this.#logger.warn(
        'Audit events were stored without the details that the database refuses',
        error,
      );
      await this.#next.append(
        error.events.map(({ event, cause }) =>
          createUnstorableEvent(event, cause),
        ),
      );
    }
  }
}
