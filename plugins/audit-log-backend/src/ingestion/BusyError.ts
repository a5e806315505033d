// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';

const RETRY_AFTER_SECONDS = 5;

/** Nothing can be taken for the moment. The same request is to be sent again, after so many seconds. */
export class BusyError extends ServiceUnavailableError {
  constructor(
    message: string,
    /** For the header Retry-After. */
    readonly retryAfterSeconds: number,
    cause?: unknown,
  ) {
    super(message, cause);
  }
}

/** The same with words that hold for all of what is reported. */
export function busy(reason: string, cause?: unknown): BusyError {
  return new BusyError(
    `${reason}; send the same request again, nothing of it will be recorded twice`,
    RETRY_AFTER_SECONDS,
    cause,
  );
}
