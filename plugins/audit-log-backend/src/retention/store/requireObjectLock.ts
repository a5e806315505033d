// SPDX-License-Identifier: Apache-2.0
import type { Bucket } from './Bucket';
import { loadSdk } from './loadSdk';

/** How servers say that a bucket has no object lock. */
const NONE =
  /ObjectLockConfigurationNotFound|missing Object ?Lock ?Configuration/i;

/**
 * Rejects with an ArchiveUnavailableError where the configuration asks for object lock and the bucket says that it has none. Every
 * other answer leaves it to the first file that is put: these credentials may not be allowed to ask, and not every server knows the
 * question.
 */
export async function requireObjectLock(bucket: Bucket): Promise<void> {
  if (!bucket.settings.objectLock) {
    return;
  }
  const { GetObjectLockConfigurationCommand } = loadSdk();
  const client = await bucket.client();
  try {
    await client.send(
      new GetObjectLockConfigurationCommand({ Bucket: bucket.settings.bucket }),
    );
  } catch (error: unknown) {
    const { name, message } = error as Error;
    if (NONE.test(`${name} ${message}`)) {
      throw bucket.unusable(
        'the bucket has no object lock: archive in one that was created with it, or leave out auditLog.archive.s3.objectLock',
        error,
      );
    }
  }
}
