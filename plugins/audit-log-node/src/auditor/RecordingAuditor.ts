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
import { Operation } from '../recording/Operation';
import { readActor } from '../recording/readActor';
import type { Recorder } from '../recording/Recorder';
import { describeReported } from './describeReported';
import type { RecordedAuditorEvent } from './operationIdOf';
import { RecordedEvent } from './RecordedEvent';
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
  readonly #plugin: string;

  private constructor(options: RecordingAuditorOptions) {
    this.#options = options;
    this.#plugin = options.plugin.getId();
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
      await recorder.begin(operation, this.#logged(initiated));
    } catch (error: unknown) {
      const fail = (event: AuditorServiceEvent) =>
        event.fail({ error: toError(error) });
      await recorder.wait(this.#logged(initiated.then(fail)));
      throw error;
    }
    return new RecordedEvent({
      plugin: this.#plugin,
      operation,
      reported,
      recorder,
      logger,
      log: write => this.#logged(initiated.then(write)),
    });
  }

  #begin(reported: AuditorServiceCreateEventOptions): Operation {
    const { auth, httpAuth, recorder } = this.#options;
    const { request } = reported;
    const { limits, checking, identifying } = recorder;
    const pluginId = this.#plugin;
    return Operation.begin({
      plugin: pluginId,
      description: describeReported({ plugin: pluginId, reported, limits }),
      request,
      identified: readActor({ auth, httpAuth, pluginId, request, checking }),
      identifying,
      limits,
      attribute: reportedActor,
    });
  }

  /** The stock auditor rejects when a token is broken. The request finds that out by itself. */
  #logged(line: Promise<unknown>): Promise<unknown> {
    return line.catch(this.#notLogged);
  }

  readonly #notLogged = (error: unknown) =>
    this.#options.logger.debug(
      'The log line of an audited operation could not be written',
      isError(error) ? error : undefined,
    );
}
