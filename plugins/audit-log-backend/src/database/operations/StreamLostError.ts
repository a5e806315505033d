// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** The process does not hold the stream any more, or does not know its head: it has to take one anew. */
export class StreamLostError extends CustomErrorBase {
  name = 'StreamLostError' as const;

  constructor(stream: number) {
    super(`Stream ${stream} of the audit log is held by another process`);
  }
}
