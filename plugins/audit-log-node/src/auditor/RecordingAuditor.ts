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
import { isError } from '@backstage/errors';
import type { AuditEventSinkService } from '../auditEventSinkServiceRef';
import type { Limits } from '../bounds/Limits';
import type { OpenOperations } from './OpenOperations';
import { type Ending, Operation } from './Operation';
import type { RecordedAuditorEvent } from './operationIdOf';
import { readActor } from './readActor';
import { settledWithin } from './settledWithin';

export interface RecordingAuditorOptions {
  /** Writes the log lines. */
  readonly stock: AuditorService;
  readonly auditLog: AuditEventSinkService;
  readonly openOperations: OpenOperations;
  readonly limits: Limits;
  /**
   * What an operation waits for at most, at its beginning and at its end. Log lines and recording take far less; a log,
   * a token check, a store or a look-up that hangs must not hold up the portal.
   */
  readonly maxDelayMs: number;
  readonly logger: LoggerService;
  readonly auth: AuthService;
  readonly httpAuth: HttpAuthService;
  readonly plugin: PluginMetadataService;
}

/**
 * An auditor that writes the log lines of the stock one, and makes one audit event of the beginning and the end of an
 * operation. No method of it ever rejects, or waits for long.
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
    const { stock, auditLog, openOperations, maxDelayMs, logger } =
      this.#options;
    const operation = this.#begin(reported);
    openOperations.add(operation, unfinished =>
      this.#record(unfinished.end({ outcome: 'unfinished' })),
    );
    const initiated = stock.createEvent(reported);
    await settledWithin(maxDelayMs, [
      this.#logged(initiated),
      auditLog.begin(operation.begun),
    ]);

    let ended = false;
    const end = async (
      ending: Ending,
      log: (event: AuditorServiceEvent) => Promise<void>,
    ) => {
      const logged = this.#logged(initiated.then(log));
      if (ended) {
        logger.debug(
          `The audited operation ${reported.eventId} was ended twice; the first time counts`,
        );
        await settledWithin(maxDelayMs, [logged]);
        return;
      }
      ended = true;
      openOperations.delete(operation);
      const recorded = this.#record(operation.end(ending));
      await settledWithin(maxDelayMs, [logged, recorded]);
    };
    return {
      operationId: operation.id,
      success: params =>
        end(
          { outcome: 'succeeded', meta: [reported.meta, params?.meta] },
          event => event.success(params),
        ),
      fail: params =>
        end(
          {
            outcome: isDenial(params?.error) ? 'denied' : 'failed',
            meta: [reported.meta, params?.meta],
            error: params?.error ?? new Error('No error was given'),
          },
          event => event.fail(params),
        ),
    };
  }

  #begin(reported: AuditorServiceCreateEventOptions): Operation {
    const { auth, httpAuth, plugin, limits } = this.#options;
    const { request } = reported;
    const pluginId = plugin.getId();
    const identified = readActor({ auth, httpAuth, pluginId, request });
    return Operation.begin({ reported, plugin: pluginId, identified, limits });
  }

  async #record(event: ReturnType<Operation['end']>): Promise<void> {
    try {
      const ended = await event;
      this.#options.auditLog.ended(ended);
      await this.#options.auditLog.sink.append([ended]);
    } catch (error: unknown) {
      this.#options.logger.error(
        'An audit event could not be recorded',
        isError(error) ? error : undefined,
      );
    }
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

function isDenial(error: unknown): boolean {
  return isError(error) && error.name === 'NotAllowedError';
}
