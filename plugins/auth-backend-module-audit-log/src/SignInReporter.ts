// SPDX-License-Identifier: Apache-2.0
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Request } from 'express';
import type { Reason } from './reasonOf';

/** An event as it is reported. */
export interface SignInReport {
  readonly eventId: 'sign-in' | 'sign-out';
  readonly actionType: string;
  readonly provider: string;
  readonly request: Request;
  /** Whom the portal recognized. */
  readonly person?: string;
  /** Why it did not succeed. */
  readonly reason?: Reason;
  readonly meta?: JsonObject;
}

/** An auditor that takes no more must not fill the memory of those who sign in. */
const MOST_PENDING = 1_000;

/** How long the backend may be kept from stopping. */
const LONGEST_WAIT_MS = 2_000;

/** Reports to the auditor beside the sign-in, which does not wait for it. Nothing that goes wrong here is thrown. */
export class SignInReporter {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #pending = new Set<Promise<void>>();

  private constructor(auditor: AuditorService, logger: LoggerService) {
    this.#auditor = auditor;
    this.#logger = logger;
  }

  static create(options: {
    readonly auditor: AuditorService;
    readonly logger: LoggerService;
  }): SignInReporter {
    return new SignInReporter(options.auditor, options.logger);
  }

  report(report: SignInReport): void {
    if (this.#pending.size >= MOST_PENDING) {
      this.#logger.error(
        `The auditor does not keep up: auth.${report.eventId} with ${report.provider} is not recorded`,
      );
      return;
    }
    const pending = this.#send(report).finally(() =>
      this.#pending.delete(pending),
    );
    this.#pending.add(pending);
  }

  /** Resolves when all that was reported is recorded, or is known not to be; an auditor that hangs is not waited for. */
  async settled(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>(resolve => {
      timer = setTimeout(resolve, LONGEST_WAIT_MS);
    });
    await Promise.race([Promise.all(this.#pending), timeUp]);
    clearTimeout(timer);
  }

  async #send(report: SignInReport): Promise<void> {
    const { eventId, actionType, provider, request, person, reason } = report;
    try {
      const event = await this.#auditor.createEvent({
        eventId,
        severityLevel: 'medium',
        request,
        meta: {
          actionType,
          provider,
          ...(person !== undefined && { userEntityRef: person }),
          ...report.meta,
        },
      });
      if (reason) {
        const error = new Error(reason.message);
        error.name = reason.name;
        // Where this code stands says nothing about why a sign-in failed.
        error.stack = `${reason.name}: ${reason.message}`;
        await event.fail({ error });
      } else {
        await event.success();
      }
    } catch (error: unknown) {
      this.#logger.error(
        `auth.${eventId} with ${provider} could not be recorded`,
        isError(error) ? error : undefined,
      );
    }
  }
}
