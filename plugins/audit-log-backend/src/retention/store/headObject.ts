// SPDX-License-Identifier: Apache-2.0
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import type { Bucket } from './Bucket';
import { isNotFound, isOfDeleteMarker } from './s3Error';
import { loadSdk } from './loadSdk';

/** What a bucket says of a file; undefined where it has none. Rejects when there is no bucket, which looks the same at first. */
export async function headObject(
  bucket: Bucket,
  name: string,
): Promise<HeadObjectCommandOutput | undefined> {
  const found = await findObject(bucket, name);
  return found === 'hidden' ? undefined : found;
}

/** The same; `hidden` where the bucket has versions of it beneath a delete marker. */
export async function findObject(
  bucket: Bucket,
  name: string,
): Promise<HeadObjectCommandOutput | 'hidden' | undefined> {
  const { HeadBucketCommand, HeadObjectCommand } = loadSdk();
  const client = await bucket.client();
  const place = bucket.place(name);
  try {
    return await client.send(new HeadObjectCommand(place));
  } catch (error: unknown) {
    if (!isNotFound(error)) {
      throw error;
    }
    if (isOfDeleteMarker(error)) {
      return 'hidden';
    }
  }
  try {
    await client.send(new HeadBucketCommand({ Bucket: place.Bucket }));
    return undefined;
  } catch (error: unknown) {
    throw isNotFound(error)
      ? Object.assign(new Error('There is no such bucket'), {
          name: 'NoSuchBucket',
          cause: error,
        })
      : error;
  }
}
