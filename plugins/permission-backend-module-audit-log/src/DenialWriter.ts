// SPDX-License-Identifier: Apache-2.0
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError, NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { Denial } from './Denial';

/** Denials of one person that are told by their number, because there were too many to tell each. */
export interface OtherDenials {
  readonly count: number;
  /** The permissions of them, or the first few. */
  readonly permissions: readonly string[];
  readonly permissionsLeftOut: boolean;
  readonly askedBy?: string;
}

export interface DenialWriterOptions {
  readonly auditor: AuditorService;
  readonly logger: LoggerService;
}

/** Reports denials to the auditor. No method of it ever rejects. */
export class DenialWriter {
  readonly #options: DenialWriterOptions;
  #hasFailed = false;

  private constructor(options: DenialWriterOptions) {
    this.#options = options;
  }

  static create(options: DenialWriterOptions): DenialWriter {
    return new DenialWriter(options);
  }

  /** The request says who it was. */
  write(
    { person, ...question }: Denial,
    count: number,
    request: Request,
  ): Promise<void> {
    return this.#report(
      { ...question, count },
      `${question.permission} was denied`,
      request,
    );
  }

  writeOthers(
    { permissions, permissionsLeftOut, count, askedBy }: OtherDenials,
    request: Request,
  ): Promise<void> {
    return this.#report(
      {
        permissions: [...permissions],
        count,
        leftOut: permissionsLeftOut
          ? ['permissions', 'resources']
          : ['resources'],
        ...(askedBy && { askedBy }),
      },
      `${count} more denials within a minute, too many to record each: some of the permissions and resources are left out`,
      request,
    );
  }

  async #report(
    meta: JsonObject,
    reason: string,
    request: Request,
  ): Promise<void> {
    try {
      const event = await this.#options.auditor.createEvent({
        eventId: 'permission-denied',
        severityLevel: 'medium',
        request,
        meta,
      });
      await event.fail({ error: new NotAllowedError(reason) });
    } catch (error: unknown) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (!this.#hasFailed) {
      this.#hasFailed = true;
      this.#options.logger.error(
        'A denied permission could not be recorded; further failures are not logged',
        isError(error) ? error : undefined,
      );
    }
  }
}
