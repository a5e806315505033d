// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** A process was silent for so long that another one has gone on with its erasure. There is nothing left for it to do. */
export class ErasureTakenOverError extends CustomErrorBase {
  override name = 'ErasureTakenOverError' as const;
}
