// SPDX-License-Identifier: Apache-2.0
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Settings } from './ArchiveSettings';
import { loadSdk } from './loadSdk';

const CONNECT_MS = 5_000;
/** Nothing comes or goes for so long: the other end is gone. */
const IDLE_MS = 60_000;
const ATTEMPTS = 3;

/** A client for a bucket, with the SDK, which takes half a second to load. Finds credentials when it first asks for something. */
export async function createS3Client({
  region,
  endpoint,
  forcePathStyle,
}: S3Settings): Promise<S3Client> {
  const { S3Client: Client } = loadSdk();
  return new Client({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    forcePathStyle,
    maxAttempts: ATTEMPTS,
    // Many other servers than Amazon's do not know the checksums that the SDK adds by itself.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
  });
}
