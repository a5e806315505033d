// SPDX-License-Identifier: Apache-2.0
import type { AuditorService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import { finishEvent, type Outcome } from './finishEvent';

export interface Reading {
  readonly eventId: 'events-read' | 'events-export' | 'quarantine-read';
  readonly request: Request;
  /** What was asked for. */
  readonly meta: JsonObject;
  /** False for a reading that is part of one recorded before; a refusal is recorded all the same. */
  readonly recorded: boolean;
}

/**
 * Records readings of the audit log in itself. An event that is begun is finished, once, on every path. A reading that
 * cannot be recorded is not served.
 */
export class ReadingRecorder {
  static create(options: {
    readonly auditor: AuditorService;
  }): ReadingRecorder {
    return new ReadingRecorder(options.auditor);
  }

  private constructor(private readonly auditor: AuditorService) {}

  /** Does the reading, and records how it ended. `read` may give details that are known only at the end. */
  async record<T>(
    reading: Reading,
    read: () => Promise<Outcome<T>>,
  ): Promise<T> {
    if (!reading.recorded) {
      return this.recordRefusal(reading, read);
    }
    return finishEvent(await this.begin(reading), read);
  }

  private async recordRefusal<T>(
    reading: Reading,
    read: () => Promise<Outcome<T>>,
  ): Promise<T> {
    try {
      const { result } = await read();
      return result;
    } catch (error: unknown) {
      if (error instanceof NotAllowedError) {
        const event = await this.begin(reading);
        await event.fail({ error });
      }
      throw error;
    }
  }

  private begin({ eventId, request, meta }: Reading) {
    return this.auditor.createEvent({
      eventId,
      severityLevel: 'low',
      request,
      meta,
    });
  }
}
