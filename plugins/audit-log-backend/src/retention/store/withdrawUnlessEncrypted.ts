// SPDX-License-Identifier: Apache-2.0
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { ArchiveUnavailableError } from './ArchiveUnavailableError';
import type { Bucket } from './Bucket';
import { loadSdk } from './loadSdk';
import type { PutAnswer } from './putObject';
import { requireEncryption } from './requireEncryption';

/** What a bucket said of a file, when it took it and afterwards. */
interface JustPut {
  readonly answer: PutAnswer;
  readonly head: HeadObjectCommandOutput;
}

/**
 * Rejects with an ArchiveUnavailableError where a file that was just put is not encrypted as the configuration asks for. It is deleted
 * then, where that is possible; otherwise the message says that it is still there.
 */
export async function withdrawUnlessEncrypted(
  bucket: Bucket,
  name: string,
  put: JustPut,
): Promise<void> {
  try {
    requireEncryption(bucket, put.answer, put.head);
  } catch (error: unknown) {
    if (await withdraw(bucket, name, put)) {
      throw error;
    }
    throw new ArchiveUnavailableError(
      `${
        (error as Error).message
      }. ${name} could not be deleted again: delete it there`,
    );
  }
}

/** Deletes what was just put, and no other version; false where it stays. */
async function withdraw(
  bucket: Bucket,
  name: string,
  { answer, head }: JustPut,
): Promise<boolean> {
  if (isLocked(head)) {
    return false;
  }
  const { DeleteObjectCommand } = loadSdk();
  try {
    const client = await bucket.client();
    await client.send(
      new DeleteObjectCommand({
        ...bucket.place(name),
        VersionId: answer.VersionId ?? head.VersionId,
      }),
    );
    return true;
  } catch {
    // That it is not encrypted is what matters.
    return false;
  }
}

function isLocked({
  ObjectLockLegalHoldStatus,
  ObjectLockRetainUntilDate,
}: HeadObjectCommandOutput): boolean {
  return (
    ObjectLockLegalHoldStatus === 'ON' ||
    (ObjectLockRetainUntilDate?.getTime() ?? 0) > Date.now()
  );
}
