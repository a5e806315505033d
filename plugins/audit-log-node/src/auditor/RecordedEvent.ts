// SPDX-License-Identifier: Apache-2.0
import type {
  AuditorServiceCreateEventOptions,
  AuditorServiceEvent,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import type { Ending, Operation } from '../recording/Operation';
import { outcomeOf } from '../recording/readError';
import type { Recorder } from '../recording/Recorder';
import { describeReported, isDescribed } from './describeReported';
import type { RecordedAuditorEvent } from './operationIdOf';

export interface RecordedEventOptions {
  readonly plugin: string;
  readonly operation: Operation;
  readonly reported: AuditorServiceCreateEventOptions;
  readonly recorder: Recorder;
  readonly logger: LoggerService;
  /** Has a log line written; settles once it is, or cannot be. Never rejects. */
  readonly log: (
    write: (event: AuditorServiceEvent) => Promise<void>,
  ) => Promise<unknown>;
}

/** An operation that a plugin has begun, and ends once: the first time counts. Its methods go without it. */
export class RecordedEvent implements RecordedAuditorEvent {
  readonly operationId: string;
  readonly #options: RecordedEventOptions;
  #isEnded = false;

  constructor(options: RecordedEventOptions) {
    this.#options = options;
    this.operationId = options.operation.id;
  }

  readonly success: AuditorServiceEvent['success'] = params =>
    this.#end('succeeded', undefined, params?.meta, event =>
      event.success(params),
    );

  readonly fail: AuditorServiceEvent['fail'] = params => {
    const error = params?.error ?? new Error('No error was given');
    return this.#end(outcomeOf(error), error, params?.meta, event =>
      event.fail(params),
    );
  };

  async #end(
    outcome: Ending['outcome'],
    error: unknown,
    added: JsonObject | undefined,
    write: (event: AuditorServiceEvent) => Promise<void>,
  ): Promise<void> {
    const { plugin, operation, reported, recorder, logger, log } =
      this.#options;
    const logged = log(write);
    if (this.#isEnded) {
      logger.debug(
        `The audited operation ${reported.eventId} was ended twice; the first time counts`,
      );
      await recorder.wait(logged);
      return;
    }
    this.#isEnded = true;
    const { limits } = recorder;
    const description = isDescribed(operation.description, reported, added)
      ? operation.description
      : describeReported({ plugin, reported, added, limits });
    await recorder.end(operation, { outcome, error, description }, logged);
  }
}
