// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  accessPrincipalOf,
  isGoverned,
  type AccessDecision,
  type AccessResolver,
} from 'backstage-plugin-audit-log-node';
import express from 'express';
import Router from 'express-promise-router';
import {
  narrowAnswer,
  type AnsweredItem,
  type AskedItem,
} from './narrowAnswer';

export interface GuardRouterOptions {
  readonly auth: AuthService;
  readonly httpAuth: HttpAuthService;
  readonly userInfo: UserInfoService;
  readonly access: AccessResolver;
}

/** What roles say to a question; undefined when that cannot be found out. */
type Decide = (asked: AskedItem) => AccessDecision | undefined;

const DECIDES_ITSELF = 'plugin:audit-log';
const UNKNOWN: Decide = () => undefined;

/**
 * Stands before the permission backend's `POST /authorize` and narrows every answer about a permission of the audit log
 * and of access control to what stored roles say. Navigation and pages ask there what to show, and the stock policy would
 * show it to everyone.
 *
 * One request asks about many permissions at once, and one item may ask about many resources: an item that is refused is
 * answered with a single DENY, which the protocol takes for all of its resources.
 */
export function createGuardRouter(options: GuardRouterOptions): express.Router {
  const router = Router();
  // The permission backend's own parser leaves a body alone that was parsed before it.
  router.post('/authorize', express.json(), async (req, res, next) => {
    const guarded = itemsOf<AskedItem>(req.body).filter(isGuarded);
    const decide = guarded.length > 0 && (await decisionsFor(req, options));
    if (decide) {
      const json = res.json.bind(res);
      res.json = body => json(narrowed(body, guarded, decide));
    }
    next();
  });
  return router;
}

/** A body of another shape is refused further on. */
function isGuarded({ permission }: AskedItem): boolean {
  return typeof permission?.name === 'string' && isGoverned(permission.name);
}

function narrowed(
  body: unknown,
  guarded: readonly AskedItem[],
  decide: Decide,
): unknown {
  const answers = itemsOf<AnsweredItem>(body);
  if (answers.length === 0) {
    return body;
  }
  return {
    ...(body as object),
    items: answers.map(answer =>
      guarded
        // Of several questions with one id each has to agree.
        .filter(({ id }) => id === answer.id)
        .reduce(
          (narrower, asked) => narrowAnswer(asked, narrower, decide(asked)),
          answer,
        ),
    ),
  };
}

function itemsOf<T extends object>(body: unknown): readonly T[] {
  const items = (body as { items?: unknown } | undefined)?.items;
  return Array.isArray(items) ? items.map(item => item ?? {}) : [];
}

/** How to decide for whoever asks; undefined for the audit log, which asks the roles itself, as they are at the moment. */
async function decisionsFor(
  req: express.Request,
  { auth, httpAuth, userInfo, access }: GuardRouterOptions,
): Promise<Decide | undefined> {
  const decider = access.current();
  try {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'none'],
    });
    if (
      auth.isPrincipal(credentials, 'user') &&
      credentials.principal.actor?.subject === DECIDES_ITSELF
    ) {
      return undefined;
    }
    if (!decider) {
      return UNKNOWN;
    }
    const person = await accessPrincipalOf(credentials, { decider, userInfo });
    return ({ permission }) => decider.decide(person, String(permission?.name));
  } catch {
    return UNKNOWN;
  }
}
