// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** A request is larger than what is taken in one (RFC 9110, section 15.5.14). */
export class ContentTooLargeError extends CustomErrorBase {
  override name = 'ContentTooLargeError' as const;

  /** What Backstage's error middleware goes by. Not an own field, so no part of the answer. */
  get statusCode(): number {
    return 413;
  }
}
