// SPDX-License-Identifier: Apache-2.0
import type {
  HeadObjectCommandOutput,
  ListObjectVersionsCommandOutput,
} from '@aws-sdk/client-s3';
import { ArchiveLockedError } from './ArchiveLockedError';
import type { Bucket } from './Bucket';
import { findObject } from './headObject';
import { statusOf } from './s3Error';
import { loadSdk } from './loadSdk';

/**
 * Deletes a file of a bucket for good, with all versions of it where the bucket keeps versions. Rejects with an ArchiveLockedError while an
 * object lock or a legal hold of the bucket protects it.
 */
export async function removeObject(
  bucket: Bucket,
  name: string,
): Promise<void> {
  const found = await findObject(bucket, name);
  if (!found) {
    return;
  }
  if (found !== 'hidden') {
    requireUnlocked(bucket, name, found);
  }
  const hasVersions = found === 'hidden' || found.VersionId !== undefined;
  const { DeleteObjectCommand } = loadSdk();
  const client = await bucket.client();
  const place = bucket.place(name);
  try {
    for (const version of hasVersions
      ? await versionsOf(bucket, name)
      : [undefined]) {
      await client.send(
        new DeleteObjectCommand({ ...place, VersionId: version }),
      );
    }
  } catch (error: unknown) {
    throw isLocked(error)
      ? new ArchiveLockedError(
          `The bucket protects ${name} from being deleted: ${
            (error as Error).message
          }`,
          error,
        )
      : error;
  }
}

function requireUnlocked(
  bucket: Bucket,
  name: string,
  head: HeadObjectCommandOutput,
): void {
  const { ObjectLockRetainUntilDate: until, ObjectLockLegalHoldStatus } = head;
  if (ObjectLockLegalHoldStatus === 'ON') {
    throw new ArchiveLockedError(
      `A legal hold of ${bucket.location} protects ${name} from being deleted`,
    );
  }
  if (until && until.getTime() > Date.now()) {
    throw new ArchiveLockedError(
      `The object lock of ${
        bucket.location
      } protects ${name} from being deleted until ${until.toISOString()}`,
    );
  }
}

/** Where a bucket keeps versions, to delete what is there only hides it: each has to be named. */
async function versionsOf(
  bucket: Bucket,
  name: string,
): Promise<readonly (string | undefined)[]> {
  const { ListObjectVersionsCommand } = loadSdk();
  const client = await bucket.client();
  const { Bucket: of, Key } = bucket.place(name);
  const versions: (string | undefined)[] = [];
  let after: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (after) {
    const page: ListObjectVersionsCommandOutput = await client.send(
      new ListObjectVersionsCommand({ Bucket: of, Prefix: Key, ...after }),
    );
    for (const one of [
      ...(page.Versions ?? []),
      ...(page.DeleteMarkers ?? []),
    ]) {
      if (one.Key === Key) {
        versions.push(one.VersionId);
      }
    }
    after = page.IsTruncated
      ? {
          KeyMarker: page.NextKeyMarker,
          VersionIdMarker: page.NextVersionIdMarker,
        }
      : undefined;
  }
  return versions;
}

/** How servers say that a lock is in the way, other than that one may not, which they say with names of buckets. */
function isLocked(error: unknown): boolean {
  const { name, message } = error as Error;
  return (
    !/not authorized to perform/i.test(message) &&
    /lock|retention|worm|legal ?hold/i.test(`${name} ${message}`) &&
    (statusOf(error) ?? 0) >= 400
  );
}
