// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import type { Endpoint } from './Endpoint';

/** When it is not known, as after a database that is away. */
const USUAL_SECONDS = 5;

/** Lets whoever is refused for the moment know when to ask again (RFC 9110, section 10.2.3). */
export function withRetryAfter<C>(endpoint: Endpoint<C>): Endpoint<C> {
  return async (context, request, response) => {
    try {
      await endpoint(context, request, response);
    } catch (error: unknown) {
      const seconds = secondsOf(error);
      if (seconds !== undefined) {
        response.set('Retry-After', String(seconds));
      }
      throw error;
    }
  };
}

function secondsOf(error: unknown): number | undefined {
  const { name, retryAfterSeconds } = error as {
    readonly name?: string;
    readonly retryAfterSeconds?: number;
  };
  return (
    retryAfterSeconds ??
    (name === ServiceUnavailableError.name ? USUAL_SECONDS : undefined)
  );
}
