// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Actor } from 'backstage-plugin-audit-log-common';
import type { Request } from 'express';
import { userReference } from '../targets/entityReference';

/** Marks an event whose request had credentials that could not be verified: who it was is not known. */
export const UNVERIFIED_CREDENTIALS = 'unverified-credentials';

/** Who made a request, by its credentials and nothing else. */
export interface Identified {
  readonly actor: Actor;
  readonly labels?: readonly string[];
}

/** A token whose check takes longer (its issuer's keys cannot be had) counts as one that could not be verified. */
const CHECK_MS = 10_000;

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
}

/** Never rejects, and never takes for ever: an operation with a broken token is still one to record. */
export async function readActor(options: IdentifyOptions): Promise<Identified> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<Identified>(resolve => {
    timer = setTimeout(() => resolve(UNVERIFIED), CHECK_MS);
    timer.unref();
  });
  const identified = await Promise.race([identify(options), timeUp]);
  clearTimeout(timer);
  return identified;
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
