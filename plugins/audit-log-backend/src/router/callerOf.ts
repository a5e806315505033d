// SPDX-License-Identifier: Apache-2.0
import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { AuthenticationError } from '@backstage/errors';
import type { Request } from 'express';

/** Who sent a request. */
export interface Caller {
  readonly credentials: BackstageCredentials;
  /** Entity reference of a user or subject of a service. */
  readonly principal: string;
  readonly isPerson: boolean;
}

/** Finds out who sent a request; a cookie is not enough. */
export async function callerOf(
  request: Request,
  { auth, httpAuth }: { auth: AuthService; httpAuth: HttpAuthService },
): Promise<Caller> {
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  if (auth.isPrincipal(credentials, 'user')) {
    const { userEntityRef } = credentials.principal;
    return { credentials, principal: userEntityRef, isPerson: true };
  }
  if (auth.isPrincipal(credentials, 'service')) {
    const { subject } = credentials.principal;
    return { credentials, principal: subject, isPerson: false };
  }
  throw new AuthenticationError('The audit log needs a user or a service');
}
