// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** Somebody else was faster: what was to be changed is of another version than the one that was named. */
export class PreconditionFailedError extends CustomErrorBase {
  name = 'PreconditionFailedError' as const;

  constructor(
    message: string,
    /** What was to be changed, as it is now; part of the answer. */
    readonly current?: object,
  ) {
    super(message);
  }

  /** For the error middleware, which knows no name for this one. Not an own field, so no part of the answer. */
  get statusCode(): number {
    return 412;
  }
}
