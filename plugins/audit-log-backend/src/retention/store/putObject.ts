// SPDX-License-Identifier: Apache-2.0
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type {
  PutObjectCommandInput,
  PutObjectCommandOutput,
} from '@aws-sdk/client-s3';
import type { Bucket } from './Bucket';
import { lockOf } from './lockObject';
import { statusOf } from './s3Error';
import { loadSdk, loadUpload } from './loadSdk';

/** S3 takes 10,000 parts of a file. */
const MOST_PARTS = 9_000;
/** Sent while the next is read. */
const PARTS_AT_ONCE = 2;
const NOT_IMPLEMENTED = 501;

/** A file to be put. */
export interface ObjectContent {
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** What a bucket says of a file when it has taken it. */
export type PutAnswer = Pick<
  PutObjectCommandOutput,
  'ServerSideEncryption' | 'VersionId'
>;

/**
 * Sends a file to a bucket, large ones in parts, of which a few are in memory. Does not replace where the server knows how; not all do.
 * What is there in parts when this process dies, nobody sees: a rule of the bucket deletes it.
 */
export async function putObject(
  bucket: Bucket,
  name: string,
  content: ObjectContent,
): Promise<PutAnswer> {
  try {
    return await send(bucket, name, content, { IfNoneMatch: '*' });
  } catch (error: unknown) {
    if (statusOf(error) !== NOT_IMPLEMENTED) {
      throw error;
    }
    // Whoever asked for this has seen that there is none.
    return send(bucket, name, content, {});
  }
}

async function send(
  bucket: Bucket,
  name: string,
  { path, bytes, sha256 }: ObjectContent,
  condition: Pick<PutObjectCommandInput, 'IfNoneMatch'>,
): Promise<PutAnswer> {
  const client = await bucket.client();
  const { partSize } = bucket.settings;
  const params = {
    ...bucket.place(name),
    ...condition,
    ...protection(bucket),
    ContentType: name.endsWith('.json')
      ? 'application/json'
      : 'application/vnd.apache.parquet',
    Metadata: { sha256 },
  };
  if (bytes <= partSize) {
    const { PutObjectCommand } = loadSdk();
    // As a whole, so that the SDK can try it again.
    const Body = await readFile(path);
    return client.send(new PutObjectCommand({ ...params, Body }));
  }
  const { Upload } = loadUpload();
  const upload = new Upload({
    client,
    params: { ...params, Body: createReadStream(path) },
    partSize: Math.max(partSize, Math.ceil(bytes / MOST_PARTS)),
    queueSize: PARTS_AT_ONCE,
    leavePartsOnError: true,
  });
  try {
    return await upload.done();
  } catch (error: unknown) {
    await dropParts(bucket, name, upload.uploadId);
    throw error;
  }
}

/** Deletes the parts of a file that could not be sent. Where that is not possible either, a rule of the bucket has to. */
async function dropParts(
  bucket: Bucket,
  name: string,
  uploadId: string | undefined,
): Promise<void> {
  const { AbortMultipartUploadCommand } = loadSdk();
  const client = await bucket.client();
  try {
    await client.send(
      new AbortMultipartUploadCommand({
        ...bucket.place(name),
        UploadId: uploadId,
      }),
    );
  } catch {
    // What went wrong before is what matters.
  }
}

/** What the configuration says of how a file is kept. */
function protection({ settings }: Bucket): Partial<PutObjectCommandInput> {
  const { storageClass, serverSideEncryption, sseKmsKeyId } = settings;
  const lock = lockOf(settings);
  return {
    StorageClass: storageClass as PutObjectCommandInput['StorageClass'],
    ServerSideEncryption:
      serverSideEncryption as PutObjectCommandInput['ServerSideEncryption'],
    SSEKMSKeyId: sseKmsKeyId,
    ...(lock && {
      ObjectLockMode: lock.mode,
      ObjectLockRetainUntilDate: lock.until,
      // Amazon requires one of what is locked.
      ChecksumAlgorithm: 'SHA256',
    }),
  };
}
