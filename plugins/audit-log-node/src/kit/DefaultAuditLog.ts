// SPDX-License-Identifier: Apache-2.0
import type {
  LoggerService,
  PluginMetadataService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import type { AuditEventSinkService } from '../auditEventSinkServiceRef';
import { withActor } from '../recording/createEvent';
import { Operation } from '../recording/Operation';
import type { OperationDescription } from '../recording/OperationDescription';
import type { IdentifyOptions } from '../recording/readActor';
import { outcomeOf } from '../recording/readError';
import type { Recorder } from '../recording/Recorder';
import type {
  AuditLogService,
  AuditOperation,
  OperationDetails,
} from './AuditLogService';
import type { AuditRecord, BegunRecord } from './AuditRecord';
import { declarationProblem } from './declarationProblem';
import type { DeclaredEventType } from './DeclaredEventType';
import { describeFurther, describeRecord } from './describeRecord';
import { eventOfRecord, isEventId } from './eventOfRecord';
import { identifyRecorded } from './identifyRecorded';
import { type Given, readGiven } from './readGiven';

export interface DefaultAuditLogOptions {
  readonly recorder: Recorder;
  readonly auditLog: AuditEventSinkService;
  readonly auth: IdentifyOptions['auth'];
  readonly httpAuth: IdentifyOptions['httpAuth'];
  readonly logger: LoggerService;
  readonly plugin: PluginMetadataService;
}

const DETAILS = ['targets', 'projects', 'changes', 'meta'] as const;
const RECORD = [
  ...DETAILS,
  'request',
  'credentials',
  'actor',
  'action',
  'severity',
  'outcome',
  'error',
  'labels',
  'occurredAt',
  'operationId',
  'id',
] as const;

/** The audit log of one plugin. It records as the auditor does. */
export class DefaultAuditLog implements AuditLogService {
  readonly #options: DefaultAuditLogOptions;
  readonly #plugin: string;
  readonly #types = new Map<string, DeclaredEventType>();

  private constructor(options: DefaultAuditLogOptions) {
    this.#options = options;
    this.#plugin = options.plugin.getId();
  }

  static create(options: DefaultAuditLogOptions): DefaultAuditLog {
    return new DefaultAuditLog(options);
  }

  async record(record: AuditRecord): Promise<void> {
    await this.#options.recorder.record(this.#eventOf(record));
  }

  async operation<T>(
    begun: BegunRecord,
    work: (operation: AuditOperation) => Promise<T>,
  ): Promise<T> {
    const { recorder } = this.#options;
    const record = readGiven<AuditRecord>(begun, RECORD);
    let description = this.#describe(record);
    const operation = this.#begin(record, description);
    await recorder.begin(operation);
    let isOver = false;
    let result: T;
    try {
      result = await work({
        id: operation.id,
        add: details => {
          if (!isOver) {
            const given = readGiven<OperationDetails>(details, DETAILS);
            const { limits } = recorder;
            description = describeFurther(description, given, limits);
            recorder.describe(operation, description);
          }
        },
      });
    } catch (error: unknown) {
      isOver = true;
      await recorder.end(operation, { outcome: outcomeOf(error), error });
      throw error;
    }
    isOver = true;
    await recorder.end(operation, { outcome: 'succeeded' });
    return result;
  }

  async commit(records: readonly AuditRecord[]): Promise<void> {
    const unusable = records.find(
      ({ id }) => id !== undefined && !isEventId(id),
    );
    if (unusable) {
      throw new InputError(
        `An event cannot be recorded under the id '${unusable.id}'; take one from newEventId()`,
      );
    }
    const events = await Promise.all(
      records.map(record => this.#eventOf(record)),
    );
    await this.#options.recorder.commit(events);
  }

  declare(types: readonly DeclaredEventType[]): void {
    const usable = types.filter(type => {
      const problem = declarationProblem(type);
      if (problem) {
        this.#options.logger.warn(
          `What is declared of the event ${this.#plugin}.${
            type.action
          } is left out: ${problem}`,
        );
      }
      return !problem;
    });
    usable.forEach(type => this.#types.set(type.action, type));
    this.#options.auditLog.declare(this.#plugin, usable);
  }

  #begin(
    record: Given<AuditRecord>,
    description: OperationDescription,
  ): Operation {
    const { recorder } = this.#options;
    return Operation.begin({
      plugin: this.#plugin,
      description,
      request: record.request as Request | undefined,
      identified: this.#identify(record),
      identifying: recorder.identifying,
      limits: recorder.limits,
    });
  }

  /** All that the caller can still change is read before this returns. */
  #eventOf(given: AuditRecord): Promise<NewAuditEvent> {
    const record: Given<AuditRecord> = readGiven(given, RECORD);
    const event = eventOfRecord({
      plugin: this.#plugin,
      record,
      description: this.#describe(record),
      limits: this.#options.recorder.limits,
    });
    return this.#identify(record).then(who => withActor(event, who));
  }

  #describe(record: Given<AuditRecord>) {
    const { limits } = this.#options.recorder;
    return describeRecord({
      plugin: this.#plugin,
      record,
      types: this.#types,
      limits,
    });
  }

  #identify(record: Given<AuditRecord>) {
    const { auth, httpAuth, recorder } = this.#options;
    return identifyRecorded(record, {
      auth,
      httpAuth,
      pluginId: this.#plugin,
      checking: recorder.checking,
    });
  }
}
