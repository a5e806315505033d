// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/**
 * The ledger must not be signed as it is: `altered`, because it is not what was signed before; `unsigned`, because it cannot be
 * told whether it is, or because there is no key.
 */
export class SealingRefusedError extends CustomErrorBase {
  override name = 'SealingRefusedError' as const;

  constructor(readonly code: 'altered' | 'unsigned', message: string) {
    super(message);
  }
}
