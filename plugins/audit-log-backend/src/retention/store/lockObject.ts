// SPDX-License-Identifier: Apache-2.0
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { S3Settings } from './ArchiveSettings';
import type { Bucket } from './Bucket';
import { loadSdk } from './loadSdk';

/** How a file that is put now is to be locked; undefined where the configuration does not ask for it. */
export function lockOf({ objectLock }: Pick<S3Settings, 'objectLock'>) {
  return (
    objectLock && {
      mode: objectLock.mode,
      until: new Date(Date.now() + objectLock.forMs),
    }
  );
}

/**
 * Locks a file that is in a bucket, where that is configured and the bucket does not say that it is locked. What is asked for when a
 * file is put ought to do; but servers forget it of files that come in parts, as Ceph's of version 16 does, and say nothing. Rejects
 * where the bucket has no locks.
 */
export async function lockObject(
  bucket: Bucket,
  name: string,
  head: HeadObjectCommandOutput,
): Promise<void> {
  const lock = lockOf(bucket.settings);
  if (!lock || (head.ObjectLockMode && head.ObjectLockRetainUntilDate)) {
    return;
  }
  const { PutObjectRetentionCommand } = loadSdk();
  const client = await bucket.client();
  await client.send(
    new PutObjectRetentionCommand({
      ...bucket.place(name),
      Retention: { Mode: lock.mode, RetainUntilDate: lock.until },
    }),
  );
}
