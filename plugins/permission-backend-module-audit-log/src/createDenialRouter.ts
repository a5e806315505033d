// SPDX-License-Identifier: Apache-2.0
import type express from 'express';
import Router from 'express-promise-router';
import type { AnswerObserver } from './AnswerObserver';

/**
 * Stands before the permission backend's `POST /authorize` and looks at what is answered.
 *
 * Other modules may change the answer by a wrapper around `res.json`. Of two such wrappers the one that was there first is
 * the last to see the body, so which one this would be depends on the order of modules. It looks at `res.send` instead:
 * `res.json` gives it the text that goes out, when all wrappers around `res.json` are through.
 */
export function createDenialRouter(
  observer: Pick<AnswerObserver, 'observe'>,
): express.Router {
  const router = Router();
  router.post('/authorize', (req, res, next) => {
    keepAddress(req);
    const send = res.send.bind(res);
    res.send = (...body) => {
      const sent = send(...body);
      const [answer] = body;
      if (res.statusCode === 200 && typeof answer === 'string') {
        observer.observe(req, answer);
      }
      return sent;
    };
    next();
  });
  return router;
}

/** The address is read from the connection, which may be closed by the time that the last of several denials is written. */
function keepAddress(req: express.Request): void {
  Object.defineProperty(req, 'ip', { value: req.ip, configurable: true });
}
