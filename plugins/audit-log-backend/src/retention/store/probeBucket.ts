// SPDX-License-Identifier: Apache-2.0
import { ArchiveUnavailableError } from './ArchiveUnavailableError';
import type { Bucket } from './Bucket';
import { headObject } from './headObject';
import { loadSdk } from './loadSdk';
import { requireEncryption } from './requireEncryption';
import { requireObjectLock } from './requireObjectLock';

const PROBE = 'The archive can be written and read.\n';

/**
 * Rejects unless a small file can be written to a bucket as the configuration asks for it, read back and deleted. Where the bucket keeps
 * versions, one stays of each.
 */
export async function probeBucket(bucket: Bucket, name: string): Promise<void> {
  const { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } = loadSdk();
  // Whoever may not list a bucket is not told that something is not there either.
  await headObject(bucket, name);
  await requireObjectLock(bucket);
  const client = await bucket.client();
  const place = bucket.place(name);
  const { serverSideEncryption, sseKmsKeyId, objectLock } = bucket.settings;
  const put = await client.send(
    new PutObjectCommand({
      ...place,
      Body: PROBE,
      ServerSideEncryption: serverSideEncryption as 'AES256' | undefined,
      SSEKMSKeyId: sseKmsKeyId,
      // It is asked for where what is written is locked, by us or by the bucket.
      ...(objectLock && { ChecksumAlgorithm: 'SHA256' as const }),
    }),
  );
  try {
    const got = await client.send(new GetObjectCommand(place));
    if ((await got.Body?.transformToString()) !== PROBE) {
      throw new ArchiveUnavailableError(
        `${bucket.location} does not give back what was written`,
      );
    }
    requireEncryption(bucket, put, got);
  } finally {
    await client.send(new DeleteObjectCommand(place));
  }
}
