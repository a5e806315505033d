// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { bareRequest } from 'backstage-plugin-audit-log-node';
import { type RequestHandler, Router } from 'express';
import { refreshTokenIn } from './refreshToken';
import type { Attempt, SignInObserver, Step } from './SignInObserver';
import { secretsOf } from './secretsOf';
import { watchAnswer } from './watchAnswer';

/**
 * Stands in front of the routes of the auth plugin and looks at what they answer. It has the routes that the plugin has for
 * each provider, made in the same way, so that no way of writing a path reaches the one and not the other, and nothing is
 * ever noted about a provider that is not configured.
 */
export function observeSignIns(options: {
  readonly providers: readonly string[];
  readonly observer: SignInObserver;
  readonly logger: LoggerService;
}): RequestHandler {
  const { providers, observer, logger } = options;
  const router = Router();
  for (const provider of providers) {
    const observe =
      (step: Step): RequestHandler =>
      (request, response, next) => {
        try {
          const attempt: Attempt = {
            provider,
            step,
            // Read now: once the client has gone, so has its address.
            request: bareRequest(request),
            refreshToken: refreshTokenIn(request, provider),
            secrets: secretsOf(request),
          };
          watchAnswer(response, {
            provider,
            observe: answer => observer.observe(attempt, answer),
            logger,
          });
        } catch (error: unknown) {
          logger.error(
            'A sign-in cannot be recorded',
            isError(error) ? error : undefined,
          );
        }
        next();
      };
    const routes = Router();
    routes.get('/start', observe('start'));
    routes.get('/handler/frame', observe('return'));
    routes.post('/handler/frame', observe('return'));
    routes.get('/refresh', observe('refresh'));
    routes.post('/refresh', observe('refresh'));
    routes.post('/logout', observe('logout'));
    router.use(`/${provider}`, routes);
  }
  return router;
}
