// SPDX-License-Identifier: Apache-2.0
import { CustomErrorBase } from '@backstage/errors';

/** The store protects a file from being deleted; the message says until when, where that is known. */
export class ArchiveLockedError extends CustomErrorBase {
  name = 'ArchiveLockedError' as const;
}
