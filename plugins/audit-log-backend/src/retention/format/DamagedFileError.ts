// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** A file of the archive is not what was written: its hash, its columns or its events are others. */
export class DamagedFileError extends CustomErrorBase {
  name = 'DamagedFileError' as const;
}
