// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Actor } from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import type { Patience } from './Patience';
import { userReference } from '../targets/entityReference';

/** Marks an event whose request had credentials that could not be verified: who it was is not known. */
export const UNVERIFIED_CREDENTIALS = 'unverified-credentials';

/** Who made a request, by its credentials and nothing else. */
export interface Identified {
  readonly actor: Actor;
  readonly labels?: readonly string[];
}

export const UNVERIFIED: Identified = {
  actor: { type: 'anonymous' },
  labels: [UNVERIFIED_CREDENTIALS],
};

export interface IdentifyOptions {
  readonly auth: Pick<AuthService, 'isPrincipal'>;
  readonly httpAuth: Pick<HttpAuthService, 'credentials'>;
  readonly pluginId: string;
  readonly request?: Request;
  /** Of whom it was, where it was not who made the request. */
  readonly credentials?: BackstageCredentials;
  /** After which a check counts as failed. */
  readonly checking: Patience;
}

/** Never rejects, and never takes for ever: an operation with a broken token is still one to record. */
export function readActor(options: IdentifyOptions): Promise<Identified> {
  return options.checking.within(identify(options), () => UNVERIFIED);
}

async function identify(options: IdentifyOptions): Promise<Identified> {
  const { auth, httpAuth, pluginId, request } = options;
  if (!request && !options.credentials) {
    return { actor: { type: 'system', ref: `plugin:${pluginId}` } };
  }
  try {
    const credentials =
      options.credentials ?? (await httpAuth.credentials(request!));
    if (auth.isPrincipal(credentials, 'user')) {
      const { userEntityRef, actor: service } = credentials.principal;
      return {
        actor: {
          type: 'user',
          ref: userReference(userEntityRef) ?? userEntityRef,
          ...(service && { via: service.subject }),
        },
      };
    }
    if (auth.isPrincipal(credentials, 'service')) {
      return { actor: { type: 'service', ref: credentials.principal.subject } };
    }
    return { actor: { type: 'anonymous' } };
  } catch {
    return UNVERIFIED;
  }
}

/**
 * The person a plugin acted for, where it says so: the scaffolder runs a task for whoever created it. Believed of plugins
 * of the portal only; what an outside service says of whom it acts for is a claim.
 */
export function effectiveActor(
  actor: Actor,
  meta: Readonly<Record<string, unknown>>,
): Actor {
  if (actor.type === 'user' || !actor.ref?.startsWith('plugin:')) {
    return actor;
  }
  const user =
    userReference(meta.userEntityRef) ?? userReference(meta.createdBy);
  return user ? { type: 'user', ref: user, via: actor.ref } : actor;
}
