// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** A request did not come to its end in time (RFC 9110, section 15.5.9). */
export class RequestTimeoutError extends CustomErrorBase {
  override name = 'RequestTimeoutError' as const;

  /** What Backstage's error middleware goes by. Not an own field, so no part of the answer. */
  get statusCode(): number {
    return 408;
  }
}
