// SPDX-License-Identifier: Apache-2.0
import type { Bucket } from './Bucket';
import type { PutAnswer } from './putObject';

const KEY = 'auditLog.archive.s3.serverSideEncryption';

/** What a bucket says of how a file is encrypted, in any of its answers. */
type Said = Pick<PutAnswer, 'ServerSideEncryption'>;

/**
 * Throws an ArchiveUnavailableError unless one of the answers about a file that was put says that it is encrypted as the configuration
 * asks for. Some servers, such as Ceph's of version 16, take what they cannot encrypt as well, and say nothing.
 */
export function requireEncryption(
  bucket: Bucket,
  ...answers: readonly Said[]
): void {
  const { serverSideEncryption: asked } = bucket.settings;
  if (asked === undefined) {
    return;
  }
  const said = answers.map(({ ServerSideEncryption }) => ServerSideEncryption);
  if (said.some(one => one === asked)) {
    return;
  }
  const other = said.find(one => one !== undefined);
  throw bucket.unusable(
    `the bucket ignores the encryption ${asked} that was asked for${
      other === undefined ? '' : `, and uses ${other}`
    }: set up its server so that it encrypts, choose another server, or ${leaveOut(
      bucket,
    )}`,
  );
}

/**
 * Throws an ArchiveUnavailableError where a file that was there already is not encrypted though the configuration asks for it. Any
 * encryption will do: it may have been put when another was asked for.
 */
export function requireFoundEncrypted(
  bucket: Bucket,
  name: string,
  { ServerSideEncryption }: Said,
): void {
  const { serverSideEncryption: asked } = bucket.settings;
  if (asked === undefined || ServerSideEncryption !== undefined) {
    return;
  }
  throw bucket.unusable(
    `${name} is there already, without the encryption ${asked} that is asked for: move it away, so that it is put anew, or ${leaveOut(
      bucket,
    )}`,
  );
}

function leaveOut({ settings }: Bucket): string {
  return `leave out ${KEY}${
    settings.sseKmsKeyId === undefined ? '' : ' and sseKmsKeyId'
  }`;
}
