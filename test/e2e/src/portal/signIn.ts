// SPDX-License-Identifier: Apache-2.0
import type { Person } from '../people';

/** What oauth2-proxy, once it has signed someone in, adds to every request of theirs. */
export function signInHeaders(person: Person): Record<string, string> {
  return {
    'x-forwarded-user': person.name,
    'x-forwarded-email': `${person.name}@meridian.example`,
  };
}

export interface Session {
  readonly token: string;
}

/** Signs a person in through the portal's own sign-in provider, as the browser does when it opens the portal. */
export async function signIn(url: string, person: Person): Promise<Session> {
  const response = await fetch(`${url}/api/auth/oauth2Proxy/refresh`, {
    headers: {
      ...signInHeaders(person),
      'x-requested-with': 'XMLHttpRequest',
      connection: 'close',
    },
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) {
    throw new Error(
      `${person.name} could not sign in: ${
        response.status
      } ${await response.text()}`,
    );
  }
  const { backstageIdentity } = await response.json();
  return { token: backstageIdentity.token };
}
