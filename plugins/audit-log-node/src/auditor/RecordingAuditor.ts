// SPDX-License-Identifier: Apache-2.0
import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
  AuditorServiceEvent,
  AuthService,
  HttpAuthService,
  LoggerService,
  PluginMetadataService,
} from '@backstage/backend-plugin-api';
import { isError, toError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { type Ending, Operation } from '../recording/Operation';
import { readActor } from '../recording/readActor';
import { outcomeOf } from '../recording/readError';
import type { Recorder } from '../recording/Recorder';
import { describeReported } from './describeReported';
import type { RecordedAuditorEvent } from './operationIdOf';
import { reportedActor } from './reportedActor';

export interface RecordingAuditorOptions {
  /** Writes the log lines. */
  readonly stock: AuditorService;
  readonly recorder: Recorder;
  readonly logger: LoggerService;
  readonly auth: AuthService;
  readonly httpAuth: HttpAuthService;
  readonly plugin: PluginMetadataService;
}

/**
 * An auditor that writes the log lines of the stock one, and makes one audit event of the beginning and the end of an
 * operation. No method of it ever rejects, or waits for long, but `createEvent` where operations are refused that could not
 * be recorded.
 */
export class RecordingAuditor implements AuditorService {
  readonly #options: RecordingAuditorOptions;

  private constructor(options: RecordingAuditorOptions) {
    this.#options = options;
  }

  static create(options: RecordingAuditorOptions): RecordingAuditor {
    return new RecordingAuditor(options);
  }

  async createEvent(
    reported: AuditorServiceCreateEventOptions,
  ): Promise<RecordedAuditorEvent> {
    const { stock, recorder, logger } = this.#options;
    const operation = this.#begin(reported);
    const initiated = stock.createEvent(reported);
    try {
      await recorder.begin(operation, [this.#logged(initiated)]);
    } catch (error: unknown) {
      const fail = (event: AuditorServiceEvent) =>
        event.fail({ error: toError(error) });
      await recorder.wait([this.#logged(initiated.then(fail))]);
      throw error;
    }

    let ended = false;
    const end = async (
      ending: Pick<Ending, 'outcome' | 'error'>,
      added: JsonObject | undefined,
      log: (event: AuditorServiceEvent) => Promise<void>,
    ) => {
      const logged = this.#logged(initiated.then(log));
      if (ended) {
        logger.debug(
          `The audited operation ${reported.eventId} was ended twice; the first time counts`,
        );
        await recorder.wait([logged]);
        return;
      }
      ended = true;
      const description = this.#describe(reported, added);
      await recorder.end(operation, { ...ending, description }, [logged]);
    };
    return {
      operationId: operation.id,
      success: params =>
        end({ outcome: 'succeeded' }, params?.meta, event =>
          event.success(params),
        ),
      fail: params => {
        const error = params?.error ?? new Error('No error was given');
        return end({ outcome: outcomeOf(error), error }, params?.meta, event =>
          event.fail(params),
        );
      },
    };
  }

  #begin(reported: AuditorServiceCreateEventOptions): Operation {
    const { auth, httpAuth, plugin, recorder } = this.#options;
    const { request } = reported;
    const pluginId = plugin.getId();
    return Operation.begin({
      plugin: pluginId,
      description: this.#describe(reported),
      request,
      identified: readActor({ auth, httpAuth, pluginId, request }),
      limits: recorder.limits,
      attribute: reportedActor,
    });
  }

  #describe(reported: AuditorServiceCreateEventOptions, added?: JsonObject) {
    const { plugin, recorder } = this.#options;
    return describeReported({
      plugin: plugin.getId(),
      reported,
      added,
      limits: recorder.limits,
    });
  }

  /** The stock auditor rejects when a token is broken. The request finds that out by itself. */
  async #logged(line: Promise<unknown>): Promise<void> {
    try {
      await line;
    } catch (error: unknown) {
      this.#options.logger.debug(
        'The log line of an audited operation could not be written',
        isError(error) ? error : undefined,
      );
    }
  }
}
