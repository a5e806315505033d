// SPDX-License-Identifier: Apache-2.0
import { TooManyRequestsError } from '../../access/invitations/TooManyRequestsError';
import type { Endpoint } from '../Endpoint';

/** Lets whoever asks too often know when to ask again (RFC 9110, section 10.2.3). */
export function withRetryAfter<C>(endpoint: Endpoint<C>): Endpoint<C> {
  return async (context, request, response) => {
    try {
      await endpoint(context, request, response);
    } catch (error: unknown) {
      if (error instanceof TooManyRequestsError) {
        response.set('Retry-After', String(error.retryAfterSeconds));
      }
      throw error;
    }
  };
}
