// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** The archive cannot be used now. The message says what to do; the same can succeed later. */
export class ArchiveUnavailableError extends CustomErrorBase {
  name = 'ArchiveUnavailableError' as const;
}
