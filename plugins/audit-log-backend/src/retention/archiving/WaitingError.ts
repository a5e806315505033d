// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** Something cannot be done now, and is tried again by the next run. The message says why, and what to do where there is something. */
export class WaitingError extends CustomErrorBase {
  name = 'WaitingError' as const;
}
