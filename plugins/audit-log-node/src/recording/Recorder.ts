// SPDX-License-Identifier: Apache-2.0
import type {
  LoggerService,
  RootLifecycleService,
} from '@backstage/backend-plugin-api';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { isError } from '@backstage/errors';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditEventSinkService } from '../auditEventSinkServiceRef';
import { type Limits, readLimits } from '../bounds/Limits';
import { OpenOperations } from './OpenOperations';
import type { Ending, Operation } from './Operation';
import type { OperationDescription } from './OperationDescription';
import { Patience } from './Patience';

const UNFINISHED_AFTER = 'auditLog.unfinishedAfter';
const MAX_DELAY = 'auditLog.maxDelay';
/** A token whose check takes longer (its issuer's keys cannot be had) counts as one that could not be verified. */
const CHECK_MS = 10_000;
/** How long it is waited for who began an operation, before that it began is kept without. */
const IDENTIFIED_MS = 100;

export interface RecorderOptions {
  readonly auditLog: AuditEventSinkService;
  readonly logger: LoggerService;
  readonly limits: Limits;
  readonly unfinishedAfterMs: number;
  /**
   * What an operation waits for at most, at its beginning and at its end. Recording takes far less; a log, a token check,
   * a store or a look-up that hangs must not hold up the portal.
   */
  readonly maxDelayMs: number;
}

/**
 * Hands the operations of all plugins on as they begin and end, however their plugins report them. Nothing of it ever
 * rejects but `commit`, and `begin` where operations are refused that could not be recorded, or waits for long.
 */
export class Recorder {
  readonly limits: Limits;
  /** For the check of credentials. */
  readonly checking = Patience.of(CHECK_MS);
  /** For who begins an operation, before that it began is kept. */
  readonly identifying = Patience.of(IDENTIFIED_MS);
  readonly #auditLog: AuditEventSinkService;
  readonly #logger: LoggerService;
  readonly #delays: Patience;
  readonly #open: OpenOperations;

  private constructor(options: RecorderOptions) {
    this.limits = options.limits;
    this.#auditLog = options.auditLog;
    this.#logger = options.logger;
    this.#delays = Patience.of(options.maxDelayMs);
    this.#open = OpenOperations.create(options);
  }

  static create(options: RecorderOptions): Recorder {
    return new Recorder(options);
  }

  /** Throws an InputError when a setting is wrong. */
  static fromConfig(
    config: Config,
    options: {
      readonly auditLog: AuditEventSinkService;
      readonly lifecycle: RootLifecycleService;
      readonly logger: LoggerService;
    },
  ): Recorder {
    const recorder = Recorder.create({
      ...options,
      limits: readLimits(config),
      unfinishedAfterMs: readMilliseconds(config, UNFINISHED_AFTER, {
        hours: 1,
      }),
      maxDelayMs: readMilliseconds(config, MAX_DELAY, { milliseconds: 250 }),
    });
    // Before the plugins stop, so that the audit log can still store them.
    options.lifecycle.addBeforeShutdownHook(() => recorder.#open.close());
    return recorder;
  }

  /**
   * Resolves when the operation can go on: that it began is kept, its observers know of it, and what else it waits for is
   * done. Rejects with a ServiceUnavailableError when it must not happen, because it could not be recorded.
   */
  async begin(
    operation: Operation,
    alongside?: Promise<unknown>,
  ): Promise<void> {
    this.#open.add(operation, this.#giveUp);
    let refusal: unknown;
    const begun = this.#auditLog
      .begin(operation.begun)
      .catch((error: unknown) => {
        refusal = error;
      });
    await this.wait(begun, alongside);
    if (refusal) {
      this.#open.delete(operation);
      throw refusal;
    }
  }

  /** More has become known of an operation. */
  describe(operation: Operation, description: OperationDescription): void {
    operation.describe(description);
    this.#open.resize(operation);
  }

  /** Records how it ended; called once for an operation, even if it was given up as unfinished before. */
  end(
    operation: Operation,
    ending: Ending,
    alongside?: Promise<unknown>,
  ): Promise<void> {
    this.#open.delete(operation);
    return this.wait(this.#end(operation.end(ending)), alongside);
  }

  /** Records what is over. */
  async record(event: Promise<NewAuditEvent>): Promise<void> {
    const { sink } = this.#auditLog;
    await this.wait(this.#record(event, own => sink.append([own])));
  }

  /** Resolves when the ledger has committed them, and rejects otherwise. */
  async commit(events: readonly NewAuditEvent[]): Promise<void> {
    await this.#auditLog.durable.append(events);
  }

  /** Resolves when both have settled, or an operation has waited for as long as it may. */
  wait(one: Promise<unknown>, other?: Promise<unknown>): Promise<void> {
    return this.#delays.settled(other ? [one, other] : [one]);
  }

  readonly #giveUp = (operation: Operation) =>
    this.#end(operation.end({ outcome: 'unfinished' }));

  #end(event: Promise<NewAuditEvent>): Promise<void> {
    return this.#record(event, this.#handOnEnd);
  }

  readonly #handOnEnd = (event: NewAuditEvent) => this.#auditLog.end(event);

  #record(
    event: Promise<NewAuditEvent>,
    hand: (event: NewAuditEvent) => Promise<void>,
  ): Promise<void> {
    return event
      .then(recorded => {
        this.#auditLog.ended(recorded);
        return hand(recorded);
      })
      .catch(this.#notRecorded);
  }

  readonly #notRecorded = (error: unknown): void => {
    this.#logger.error(
      'An audit event could not be recorded',
      isError(error) ? error : undefined,
    );
  };
}

function readMilliseconds(
  config: Config,
  key: string,
  byDefault: HumanDuration,
): number {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : byDefault,
  );
}
