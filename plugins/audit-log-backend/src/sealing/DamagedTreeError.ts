// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** What is stored of the Merkle tree is not what was written: hashes are missing, or are others. */
export class DamagedTreeError extends CustomErrorBase {
  override name = 'DamagedTreeError' as const;
}
