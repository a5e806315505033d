// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** Somebody asks too often (RFC 6585, section 4). */
export class TooManyRequestsError extends CustomErrorBase {
  override name = 'TooManyRequestsError' as const;
  /** What Backstage's error middleware goes by. */
  readonly statusCode = 429;

  constructor(
    message: string,
    /** For the header Retry-After. */
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}
