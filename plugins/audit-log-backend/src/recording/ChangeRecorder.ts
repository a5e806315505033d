// SPDX-License-Identifier: Apache-2.0
import type { AuditorService } from '@backstage/backend-plugin-api';
import type { JsonObject } from '@backstage/types';
import { operationIdOf } from 'backstage-plugin-audit-log-node';
import type { Request } from 'express';
import { finishEvent, type Outcome } from './finishEvent';

export interface RecordedChange {
  /** As the registry of event types has it, such as role-write. */
  readonly eventId: string;
  /** Absent for what nobody asked for. */
  readonly request?: Request;
  readonly severity?: 'medium' | 'high';
  /** What is asked for; `actionType` says what kind of change it is. */
  readonly meta: JsonObject;
}

/**
 * Records changes in the audit log, and attempts that were refused. An event that is begun is finished, once, on every
 * path.
 */
export class ChangeRecorder {
  static create(options: { readonly auditor: AuditorService }): ChangeRecorder {
    return new ChangeRecorder(options.auditor);
  }

  private constructor(private readonly auditor: AuditorService) {}

  /** Makes the change, and records how it ended. `work` is told by which operation it is found in the log. */
  async record<T>(
    { eventId, request, severity = 'medium', meta }: RecordedChange,
    work: (operationId: string | undefined) => Promise<Outcome<T>>,
  ): Promise<T> {
    const event = await this.auditor.createEvent({
      eventId,
      severityLevel: severity,
      request,
      meta,
    });
    return finishEvent(event, () => work(operationIdOf(event)));
  }
}
