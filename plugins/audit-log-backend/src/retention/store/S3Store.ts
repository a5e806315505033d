// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { ConflictError, NotFoundError } from '@backstage/errors';
import { requireReadable } from '../../files/durableFiles';
import { hashFile } from '../format/hashFile';
import type { S3Settings } from './ArchiveSettings';
import { ArchiveLockedError } from './ArchiveLockedError';
import type { ArchiveStore, LocalFile } from './ArchiveStore';
import { ArchiveUnavailableError } from './ArchiveUnavailableError';
import { Bucket } from './Bucket';
import { FetchedFiles } from './FetchedFiles';
import { fetchObject } from './fetchObject';
import { headObject } from './headObject';
import { lockObject } from './lockObject';
import { probeBucket } from './probeBucket';
import { type ObjectContent, type PutAnswer, putObject } from './putObject';
import { removeObject } from './removeObject';
import { requireFoundEncrypted } from './requireEncryption';
import { isName, requireName } from './requireName';
import { isNotFound, statusOf } from './s3Error';
import { withdrawUnlessEncrypted } from './withdrawUnlessEncrypted';
import { loadSdk } from './loadSdk';

/** What a server says where there is something already, or is being put. */
const TAKEN = [409, 412];

/** An archive in a bucket of S3, or of a server that speaks its protocol. What is read is fetched first, and kept for a while. */
export class S3Store implements ArchiveStore {
  /** Neither loads the SDK nor asks for anything yet. */
  static create(options: {
    readonly settings: S3Settings;
    readonly cacheDirectory: string;
    readonly cacheBytes: number;
  }): S3Store {
    const { settings, cacheDirectory, cacheBytes } = options;
    return new S3Store(
      Bucket.of(settings),
      FetchedFiles.create({ directory: cacheDirectory, maxBytes: cacheBytes }),
    );
  }

  readonly kind = 's3';

  private constructor(
    private readonly bucket: Bucket,
    private readonly fetched: FetchedFiles,
  ) {}

  get location(): string {
    return this.bucket.location;
  }

  async check(): Promise<void> {
    await this.using(() => probeBucket(this.bucket, `probe-${randomUUID()}`));
  }

  async put(name: string, path: string): Promise<void> {
    requireName(name);
    // What is wrong with this file is not the archive's fault.
    await requireReadable(path);
    const content = { path, ...(await hashFile(path)) };
    await this.using(async () => {
      const found = await this.find(name, content);
      if (found) {
        requireFoundEncrypted(this.bucket, name, found);
      }
      const head = found ?? (await this.putNew(name, content));
      await lockObject(this.bucket, name, head);
    });
  }

  async open(name: string, signal?: AbortSignal): Promise<LocalFile> {
    requireName(name);
    const { bucket } = this;
    return this.using(
      () =>
        this.fetched.open(
          name,
          (path, aborted, reserve) =>
            fetchObject(bucket, name, { path, signal: aborted, reserve }),
          signal,
        ),
      signal,
      name,
    );
  }

  async size(name: string): Promise<number | undefined> {
    requireName(name);
    const head = await this.using(() => headObject(this.bucket, name));
    return head?.ContentLength;
  }

  async *list(prefix: string): AsyncGenerator<string> {
    try {
      const { paginateListObjectsV2 } = loadSdk();
      const client = await this.bucket.client();
      const { Bucket: of, Key } = this.bucket.place(prefix);
      const before = this.bucket.settings.prefix.length;
      for await (const page of paginateListObjectsV2(
        { client },
        { Bucket: of, Prefix: Key },
      )) {
        for (const { Key: key = '' } of page.Contents ?? []) {
          const name = key.slice(before);
          if (isName(name)) {
            yield name;
          }
        }
      }
    } catch (error: unknown) {
      throw this.bucket.error(error);
    }
  }

  async remove(name: string): Promise<void> {
    requireName(name);
    await this.using(() => removeObject(this.bucket, name));
    this.fetched.forget(name);
  }

  forgetUnless(isNeeded: (name: string) => boolean): void {
    this.fetched.forgetUnless(isNeeded);
  }

  async close(): Promise<void> {
    await this.fetched.close();
    await this.bucket.close();
  }

  private async putNew(
    name: string,
    content: ObjectContent,
  ): Promise<HeadObjectCommandOutput> {
    let answer: PutAnswer | undefined;
    try {
      answer = await putObject(this.bucket, name, content);
    } catch (error: unknown) {
      if (!TAKEN.includes(statusOf(error) ?? 0)) {
        throw error;
      }
    }
    const head = await this.find(name, content);
    if (!head) {
      throw new ArchiveUnavailableError(
        `${this.location} does not have ${name}, which was put there`,
      );
    }
    if (answer) {
      await withdrawUnlessEncrypted(this.bucket, name, { answer, head });
    } else {
      requireFoundEncrypted(this.bucket, name, head);
    }
    return head;
  }

  /** What the bucket says of this file; undefined where it has none. Throws a ConflictError where it has another one of this name. */
  private async find(
    name: string,
    { bytes, sha256 }: ObjectContent,
  ): Promise<HeadObjectCommandOutput | undefined> {
    const head = await headObject(this.bucket, name);
    if (!head) {
      return undefined;
    }
    const isSame =
      head.ContentLength === bytes &&
      (head.Metadata?.sha256 ?? (await this.hashOf(name))) === sha256;
    if (!isSame) {
      throw new ConflictError(
        `There is another file at ${this.location}/${name}: it is not replaced. Move it away, if the archive is this portal's alone`,
      );
    }
    return head;
  }

  /** Of a file that something else has put there. */
  private async hashOf(name: string): Promise<string> {
    const local = await this.open(name);
    try {
      return (await hashFile(local.path)).sha256;
    } finally {
      local.release();
    }
  }

  private async using<T>(
    work: () => Promise<T>,
    signal?: AbortSignal,
    name?: string,
  ): Promise<T> {
    try {
      return await work();
    } catch (error: unknown) {
      signal?.throwIfAborted();
      if (
        error instanceof ConflictError ||
        error instanceof ArchiveLockedError ||
        error instanceof ArchiveUnavailableError
      ) {
        throw error;
      }
      if (name !== undefined && isNotFound(error) && !isBucket(error)) {
        throw new NotFoundError(`There is no ${name} in ${this.location}`);
      }
      throw this.bucket.error(error);
    }
  }
}

function isBucket(error: unknown): boolean {
  return (error as Error).name === 'NoSuchBucket';
}
