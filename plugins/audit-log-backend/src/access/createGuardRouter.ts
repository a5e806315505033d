// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import Router from 'express-promise-router';
import type { Administrators } from './Administrators';

export interface GuardRouterOptions {
  readonly auth: AuthService;
  readonly httpAuth: HttpAuthService;
  readonly userInfo: UserInfoService;
  readonly administrators: Administrators;
}

/**
 * Stands before the permission backend's `POST /authorize` and turns every answer about a permission of the audit log
 * into DENY, unless an administrator asks. Navigation and pages ask there what to show, and the stock policy would show
 * it to everyone.
 *
 * One request asks about many permissions at once, and one item may ask about many resources: an item that is refused is
 * answered with a single DENY, which the protocol takes for all of its resources.
 */
export function createGuardRouter(options: GuardRouterOptions): express.Router {
  const router = Router();
  // The permission backend's own parser leaves a body alone that was parsed before it.
  router.post('/authorize', express.json(), async (req, res, next) => {
    const guarded = guardedIds(req.body);
    if (guarded.size > 0 && !(await asksAdministrator(req, options))) {
      const json = res.json.bind(res);
      res.json = body => json(denied(body, guarded));
    }
    next();
  });
  return router;
}

/** Ids of the items that ask about a permission of the audit log. A body of another shape is refused further on. */
function guardedIds(body: unknown): ReadonlySet<unknown> {
  const items = itemsOf(body).filter(({ permission }) => {
    const name = (permission as { name?: unknown } | undefined)?.name;
    return typeof name === 'string' && name.startsWith('audit-log.');
  });
  return new Set(items.map(({ id }) => id));
}

function denied(body: unknown, guarded: ReadonlySet<unknown>): unknown {
  const items = itemsOf(body);
  if (items.length === 0) {
    return body;
  }
  return {
    ...(body as object),
    items: items.map(item =>
      guarded.has(item.id)
        ? { id: item.id, result: AuthorizeResult.DENY }
        : item,
    ),
  };
}

function itemsOf(
  body: unknown,
): readonly { readonly id?: unknown; readonly permission?: unknown }[] {
  const items = (body as { items?: unknown } | undefined)?.items;
  return Array.isArray(items) ? items.map(item => item ?? {}) : [];
}

/** False, too, when it cannot be found out. */
async function asksAdministrator(
  req: express.Request,
  { auth, httpAuth, userInfo, administrators }: GuardRouterOptions,
): Promise<boolean> {
  try {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'none'],
    });
    if (!auth.isPrincipal(credentials, 'user')) {
      return false;
    }
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    return administrators.include(ownershipEntityRefs);
  } catch {
    return false;
  }
}
