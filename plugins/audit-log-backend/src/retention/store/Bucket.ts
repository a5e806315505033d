// SPDX-License-Identifier: Apache-2.0
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3Settings } from './ArchiveSettings';
import type { ArchiveUnavailableError } from './ArchiveUnavailableError';
import { createS3Client } from './createS3Client';
import { s3Error, unusable } from './s3Error';

/** The bucket of an archive: the client for it, which is made when it is first needed, and what errors of it mean. */
export class Bucket {
  static of(settings: S3Settings): Bucket {
    return new Bucket(settings);
  }

  readonly location: string;
  private opened?: Promise<S3Client>;

  private constructor(readonly settings: S3Settings) {
    const { bucket, prefix } = settings;
    this.location = `s3://${bucket}/${prefix}`.replace(/\/$/, '');
  }

  async client(): Promise<S3Client> {
    this.opened ??= createS3Client(this.settings);
    return this.opened;
  }

  /** What names a file to the bucket. */
  place(name: string): { readonly Bucket: string; readonly Key: string } {
    const { bucket, prefix } = this.settings;
    return { Bucket: bucket, Key: `${prefix}${name}` };
  }

  /** What to reject with when something failed so. */
  error(error: unknown): Error {
    return s3Error(this.location, this.settings, error);
  }

  /** What to reject with when the bucket is not as it has to be; the reason ends with what to do about it. */
  unusable(reason: string, cause?: unknown): ArchiveUnavailableError {
    return unusable(this.location, reason, cause);
  }

  async close(): Promise<void> {
    (await this.opened?.catch(() => undefined))?.destroy();
    this.opened = undefined;
  }
}
