// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import type {
  AuthService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import type { DenialCounter } from './DenialCounter';
import { readDenials } from './readDenials';

export interface AnswerObserverOptions {
  readonly auth: AuthService;
  readonly httpAuth: HttpAuthService;
  readonly logger: LoggerService;
  readonly counter: Pick<DenialCounter, 'count'>;
}

/** Records what it refuses by itself, with more than a permission's name. */
const RECORDS_ITSELF = 'plugin:audit-log';

/** Looks for denials of people in what the permission backend answers, after it has answered. */
export class AnswerObserver {
  readonly #options: AnswerObserverOptions;
  readonly #looking = new Set<Promise<void>>();
  #hasFailed = false;

  private constructor(options: AnswerObserverOptions) {
    this.#options = options;
  }

  static create(options: AnswerObserverOptions): AnswerObserver {
    return new AnswerObserver(options);
  }

  /** Never throws. */
  observe(req: Request, answer: string): void {
    if (answer.includes(AuthorizeResult.DENY)) {
      const looking = this.#look(req, answer);
      this.#looking.add(looking);
      void looking.finally(() => this.#looking.delete(looking));
    }
  }

  /** Resolves when the denials of all answers so far are counted. */
  async settled(): Promise<void> {
    await Promise.all(this.#looking);
  }

  async #look(req: Request, answer: string): Promise<void> {
    try {
      await setImmediate();
      await this.#count(req, answer);
    } catch (error: unknown) {
      if (!this.#hasFailed) {
        this.#hasFailed = true;
        this.#options.logger.error(
          'An answer of the permission backend could not be looked at for denials; further failures are not logged',
          isError(error) ? error : undefined,
        );
      }
    }
  }

  async #count(req: Request, answer: string): Promise<void> {
    const { auth, httpAuth, counter } = this.#options;
    const denied = readDenials(req.body, JSON.parse(answer));
    if (denied.length === 0) {
      return;
    }
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'none'],
    });
    if (!auth.isPrincipal(credentials, 'user')) {
      return;
    }
    // The request may be kept for a minute. Its body is done with, and whoever asks decides how large it is.
    delete req.body;
    const { userEntityRef: person, actor } = credentials.principal;
    if (actor?.subject === RECORDS_ITSELF) {
      return;
    }
    const askedBy = actor && { askedBy: actor.subject };
    for (const question of denied) {
      counter.count({ ...question, person, ...askedBy }, req);
    }
  }
}
